import { ENUMS, type Place } from '../events/enums';
import type { Level } from '../levels';
import type { Pfn, TableIndex, TableRef, TlbFlags } from '../numbers';
import type { EntrySlot } from './entry';
import type { MmHw } from './mm-hw';

/** A kind of access. */
export type Access = Place<'access'>;
export const ACCESS_NAMES = ENUMS.access;

/** What a translation permits; the flags of a TLB entry. */
export const TLB_READ = 1;
export const TLB_WRITE = 2;
export const TLB_EXEC = 4;
export const TLB_USER = 8;
/** A store may proceed without looking at the entry in memory (`dirtyKnown`). */
export const TLB_DIRTY = 16;
export const TLB_GLOBAL = 32;
/** Protection key, four bits from here. */
export const TLB_PKEY_SHIFT = 8;

/** Why a walk was refused. 0: it was not. */
export type WalkFault = Place<'walkFault'>;
export const WALK_FAULT_NAMES = ENUMS.walkFault;

/** What was made of one entry that the walker read. */
export const VERDICT_NAMES = ENUMS.verdict;

/** A question to the walker. A caller keeps one and fills it anew. */
export interface WalkRequest {
  /** Physical address of the root table, in 2 KiB units. */
  root: TableRef;
  /** Level of the root table, 0 is the PTE. */
  topLevel: Level;
  /** Halves of the page number. */
  vpnLo: number;
  /** High half of the page number. */
  vpnHi: number;
  /** What the access does. */
  access: Access;
  /** CPU in user mode. Kernel access to user memory (uaccess) has `false`. */
  user: boolean;
  /** Protection-key rights of the thread (x86 PKRU); 0 where there are none. */
  pkru: number;
  /** The address space as an architecture sees it. */
  mm: MmHw;
}

/** Physical memory as the walker sees it. */
export interface WalkMemory {
  /** Reads entry `index` of the table at `table` (2 KiB units) into `out`. */
  read(level: Level, table: TableRef, index: TableIndex, out: EntrySlot): void;
  /** Tells what was made of the entry read last; recorded together with the read. */
  verdict(verdict: Place<'verdict'>): void;
  /** Atomic accessed/dirty update by hardware: stores if the entry still equals old. False: it changed, walk again. */
  update(level: Level, table: TableRef, index: TableIndex, oldLo: number, oldHi: number, newLo: number, newHi: number): boolean;
}

/** The walker's answer. A caller keeps one; every field is written by each walk. */
export interface WalkOutcome {
  /** Why hardware did not allow the access; `ok` if it did. */
  fault: WalkFault;
  /** Level of the last entry read: of the leaf, or of the entry that refused. */
  level: Level;
  /** First frame of the leaf in base pages (frame of a huge leaf's own page 0). Meaningful if `fault` is 0. */
  pfn: Pfn;
  /** `TLB_*` flags of the translation. */
  flags: TlbFlags;
  /** Syndrome word the CPU would report; meaningful if `fault` is not 0. */
  syndromeLo: number;
  /** High half of the syndrome. */
  syndromeHi: number;
}
/** A fresh outcome. */
export const walkOutcome = (): WalkOutcome => ({ fault: 0, level: 0, pfn: 0, flags: 0, syndromeLo: 0, syndromeHi: 0 });

/** A syndrome read by the kernel's handler: what it passes to the core. Caller's slot. */
export interface FaultSlot {
  /** `FAULT_FLAG_*` from the syndrome: WRITE, INSTRUCTION, USER. */
  flags: number;
  /** Access as far as the syndrome tells; -1 unknown. */
  access: number;
  /** 1 the entry was present, 0 it was not, -1 not told. */
  present: number;
  /** `WALK_*` reason as far as the syndrome tells. */
  reason: number;
  /** Refused by a protection key. */
  pkey: boolean;
  /** Level the syndrome names; -1 if none. */
  level: number;
}
/** A fresh fault slot. */
export const faultSlot = (): FaultSlot => ({ flags: 0, access: -1, present: -1, reason: 0, pkey: false, level: -1 });

/** Outcome of the architecture's own access check, before the core is called. */
export const ACCESS_ALLOWED = 0;
export const SEGV_MAPERR = 1;
export const SEGV_ACCERR = 2;
export const SEGV_PKUERR = 4;
export type AccessVerdict = 0 | 1 | 2 | 4;
