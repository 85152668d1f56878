import {
  cpuSet, entrySlot, slotOf, walkOutcome, wordHi, wordLo, wordOf, type Access, type Architecture, type EntrySlot, type WalkMemory, type WalkOutcome,
} from '@faultline/contracts';

/** Frame of the root table. */
export const ROOT_FRAME = 0x100;
const REFS_PER_FRAME = 2;
/** An entry that leads to the table in a frame (arch-riscv §2: frame << 10 | V). */
export const pointer = (frame: number): bigint => (BigInt(frame) << 10n) | 1n;
export { slotOf };
export const wordAt = (e: EntrySlot): bigint => wordOf(e.lo, e.hi);

/** Page tables by frame, and what a walker does with them. */
export interface Tables {
  readonly memory: WalkMemory;
  readonly tables: Map<number, Map<number, bigint>>;
  /** As the walker told them. */
  readonly verdicts: number[];
  /** Entries the walker stored. */
  readonly stored: bigint[];
  /** Runs before an update; true: the entry changed meanwhile. */
  interfere?: () => boolean;
}

export function tablesOf(tables: Map<number, Map<number, bigint>> = new Map()): Tables {
  const made: Tables = { tables, verdicts: [], stored: [], memory: {
    read(_level, table, index, out) {
      const { lo, hi } = slotOf(tables.get(table / REFS_PER_FRAME)?.get(index) ?? 0n);
      out.lo = lo;
      out.hi = hi;
    },
    verdict: (verdict) => void made.verdicts.push(verdict),
    update(_level, table, index, _oldLo, _oldHi, newLo, newHi) {
      if (made.interfere?.() === true) return false;
      tables.get(table / REFS_PER_FRAME)!.set(index, wordOf(newLo, newHi));
      made.stored.push(wordOf(newLo, newHi));
      return true;
    },
  } };
  return made;
}

/** Index of an address at a level: nine bits each, from bit 12. */
export const indexAt = (level: number, va: bigint): number => Number((va >> BigInt(12 + 9 * level)) & 511n);

/** Tables in which `va` leads to `leaf` at a level; the pointers above are plain, or `middle` at the level above the leaf. */
export function mapped(levels: number, va: bigint, leaf: bigint, level: number, middle = 0n): Tables {
  const tables = new Map<number, Map<number, bigint>>();
  for (let at = levels - 1; at >= level; at--) {
    const next = ROOT_FRAME + levels - at;
    const entry = at === level ? leaf : at === level + 1 ? pointer(next) | middle : pointer(next);
    tables.set(ROOT_FRAME + levels - 1 - at, new Map([[indexAt(at, va), entry]]));
  }
  return tablesOf(tables);
}

/** Walks for one access. */
export function walkOf(arch: Architecture, { memory }: Tables, va: bigint, access: Access, user: boolean, root = ROOT_FRAME): WalkOutcome {
  const out = walkOutcome();
  const vpn = BigInt.asUintN(64, va) >> 12n;
  const { topLevel } = arch.geometry;
  const mm = { id: 1, topLevel, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending: 0, flushOwed: false };
  arch.hw.walk({ root: root * REFS_PER_FRAME, topLevel, vpnLo: wordLo(vpn), vpnHi: wordHi(vpn), access, user, pkru: 0, mm }, memory, out);
  return out;
}

/** What a modifier makes of an entry. */
export function changedBy(word: bigint, change: (e: EntrySlot) => void): bigint {
  const e = slotOf(word);
  change(e);
  return wordAt(e);
}

/** What a call that fills a slot puts there. */
export function filled(fill: (out: EntrySlot) => void): bigint {
  const out = entrySlot();
  fill(out);
  return wordAt(out);
}
