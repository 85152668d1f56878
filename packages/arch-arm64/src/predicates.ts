import { BIT_58, BIT_59, NG, TABLE_BIT, USER, UXN, VALID } from './bits';
import type { Arm64Config } from './config';

/**
 * Predicates that differ between versions and granules (arch-arm64 §4). PROT_NONE counts as present: page and marks are there, and only
 * hardware is kept from them. It took bit 58, until userfaultfd-wp needed the bit; since then it is an entry that is not valid, not for
 * users and not executable.
 */
export interface Predicates {
  present(level: number, lo: number, hi: number): boolean;
  protnone(lo: number, hi: number): boolean;
  accessible(level: number, lo: number, hi: number, flushPending: boolean): boolean;
  isTable(level: number, lo: number): boolean;
  isLeaf(level: number, lo: number, hi: number): boolean;
  bad(level: number, lo: number): boolean;
}

const isTable = (level: number, lo: number): boolean => level > 0 && (lo & (VALID | TABLE_BIT)) === (VALID | TABLE_BIT);

export function predicatesOf({ kernel, pageShift }: Arm64Config): Predicates {
  const newer = kernel === '6.12';
  const highestLeaf = pageShift === 12 ? 2 : 1;
  const presentInvalid = (lo: number): boolean => (lo & (VALID | NG)) === NG;
  const present = (level: number, lo: number, hi: number): boolean => {
    if (level > highestLeaf) return (lo | hi) !== 0;
    if (lo & VALID) return true;
    return newer ? presentInvalid(lo) : (hi & BIT_58) !== 0 || (level > 0 && (hi & BIT_59) !== 0);
  };
  return {
    present,
    protnone: newer
      ? (lo, hi) => presentInvalid(lo) && (lo & USER) === 0 && (hi & UXN) !== 0
      : (lo, hi) => (lo & VALID) === 0 && (hi & BIT_58) !== 0,
    // May a TLB hold it? Only what is valid, or was until a change whose flush is pending.
    accessible: (level, lo, hi, flushPending) => (lo & VALID) !== 0 || (flushPending && present(level, lo, hi)),
    isTable,
    isLeaf: (level, lo, hi) => level <= highestLeaf && present(level, lo, hi) && !isTable(level, lo),
    bad: (level, lo) => (level > highestLeaf ? (lo & TABLE_BIT) === 0 : !isTable(level, lo)),
  };
}
