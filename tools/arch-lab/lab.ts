import {
  ACCESS_NAMES, cpuSet, LiveSteps, slotOf, STEP_STORE, VERDICT_NAMES, vpnHi, vpnLo, WALK_FAULT_NAMES, walkOutcome, wordHex, wordOf,
  type Access, type Architecture, type EntrySlot, type MmHw, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';

export { slotOf };
export const rawOf = ({ lo, hi }: EntrySlot): bigint => wordOf(lo, hi);
export const hex = (raw: bigint): string => `0x${raw.toString(16)}`;

/** An address space as an architecture sees it, loaded on CPU 0 unless said otherwise. */
export const mmOf = (part: Partial<MmHw> = {}): MmHw =>
  ({ id: 1, topLevel: 0, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending: 0, flushOwed: false, ...part });

const EFFECTS = ['', '', 'page', 'pageLocal', 'pageNoWait', 'range', 'mm', 'deferMm', 'walkCache', 'preload'] as const;

/** The steps that a live operation leaves, in order: `store 0x…`, or the effect. */
export function stepsOf(run: (steps: LiveSteps) => unknown): string[] {
  const steps = new LiveSteps();
  run(steps);
  return Array.from({ length: steps.count }, (_, at) =>
    steps.kind[at] === STEP_STORE ? `store ${hex(wordOf(steps.lo[at]!, steps.hi[at]!))}` : EFFECTS[steps.kind[at]!]!);
}

/** Where the table of a level lies, in 2 KiB units: aligned for every granule. */
export const tableAt = (level: number): number => (level + 1) * 64;
/** The same in bytes. */
export const physOf = (level: number): bigint => BigInt(tableAt(level)) << 11n;

export type AccessName = (typeof ACCESS_NAMES)[number];

/** One walk: what the tables hold at the page's indices, by level, and the access. A user's read unless said otherwise. */
export interface WalkCase {
  readonly entries: Readonly<Record<number, bigint>>;
  readonly vpn?: number;
  readonly access?: AccessName;
  readonly user?: boolean;
  readonly pkru?: number;
  /** Root level of the mm; that of a fresh one unless said otherwise. */
  readonly topLevel?: number;
  /** Level at which the walk starts, if a structure cache spares it the upper ones. */
  readonly start?: number;
  /** Entry that another CPU stores just before the walker's first update. */
  readonly meanwhile?: bigint;
}

/** What came of it. Reads as `level:verdict`, updates as `level:0xnew`. */
export interface Walked {
  readonly fault: (typeof WALK_FAULT_NAMES)[number];
  readonly level: number;
  readonly pfn: number;
  readonly flags: number;
  readonly syndrome: string;
  readonly reads: readonly string[];
  readonly updates: readonly string[];
}

/** A page with another index at each level: 5, 6, 7, 8 … from the leaf up, where the table is big enough. */
export const vpnOfIndexes = ({ geometry: { shift, pageShift, entries } }: Architecture, top: number): number =>
  Array.from({ length: top + 1 }, (_, level) => ((5 + level) % entries[level]!) * 2 ** (shift[level]! - pageShift)).reduce((a, b) => a + b, 0);

/** Table memory that holds one entry a level, and refuses to be read anywhere else. */
function memoryOf(arch: Architecture, { entries, meanwhile }: WalkCase, vpn: number, seen: { reads: string[]; updates: string[] }): WalkMemory {
  const held = new Map(Object.entries(entries).map(([level, raw]) => [Number(level), slotOf(raw)]));
  let racing = meanwhile;
  let last = 0;
  return {
    read(level, table, index, out) {
      const expected = `${tableAt(level)}[${arch.geometry.index(level, vpnLo(vpn), vpnHi(vpn))}]`;
      if (`${table}[${index}]` !== expected) throw new Error(`level ${level}: read of ${table}[${index}] instead of ${expected}`);
      last = level;
      const entry = held.get(level);
      if (entry === undefined) arch.codec.none(level, out);
      else Object.assign(out, entry);
    },
    verdict: (verdict) => void seen.reads.push(`${last}:${VERDICT_NAMES[verdict]}`),
    update(level, _table, _index, oldLo, oldHi, newLo, newHi) {
      if (racing !== undefined) held.set(level, slotOf(racing));
      racing = undefined;
      const { lo, hi } = held.get(level)!;
      if (lo !== oldLo || hi !== oldHi) return false;
      held.set(level, { lo: newLo, hi: newHi });
      seen.updates.push(`${level}:${hex(wordOf(newLo, newHi))}`);
      return true;
    },
  };
}

const accessOf = (name: AccessName): Access => ACCESS_NAMES.indexOf(name) as Access;

/** The walk of a case. */
export function walk(arch: Architecture, given: WalkCase): Walked {
  const topLevel = given.topLevel ?? arch.geometry.topLevel;
  const start = given.start ?? topLevel;
  const vpn = given.vpn ?? vpnOfIndexes(arch, topLevel);
  const seen = { reads: [] as string[], updates: [] as string[] };
  const out: WalkOutcome = walkOutcome();
  const request: WalkRequest = {
    root: tableAt(start), topLevel: start, vpnLo: vpnLo(vpn), vpnHi: vpnHi(vpn), access: accessOf(given.access ?? 'read'), user: given.user ?? true,
    pkru: given.pkru ?? 0, mm: mmOf({ topLevel }),
  };
  arch.hw.walk(request, memoryOf(arch, given, vpn, seen), out);
  return { fault: WALK_FAULT_NAMES[out.fault], level: out.level, pfn: out.pfn, flags: out.flags,
  syndrome: wordHex(out.syndromeLo, out.syndromeHi), ...seen };
}

/** Does a cached translation serve an access as the walk that filled it would have? */
export function cached(arch: Architecture, flags: number, access: AccessName, user: boolean,
pkru: number): { fault: Walked['fault']; syndrome: string } {
  if (arch.hw.allows(flags, accessOf(access), user, pkru)) return { fault: 'ok', syndrome: '' };
  const out = walkOutcome();
  arch.hw.refuse(flags, accessOf(access), user, pkru, 0, out);
  return { fault: WALK_FAULT_NAMES[out.fault], syndrome: wordHex(out.syndromeLo, out.syndromeHi) };
}

/** The fields of an entry, most significant first: `62:59 pkey`; `-` for bits that mean nothing there, joined. */
export function fieldsOf(arch: Architecture, level: number, raw: bigint): string {
  const fields = arch.codec.decode(level, raw).bits.map(({ name, high, low }) => ({ name: name.startsWith('bit ') ? '-' : name, high, low }));
  const joined: typeof fields = [];
  for (const field of fields) {
    const above = joined.at(-1);
    if (field.name === '-' && above?.name === '-' && above.low === field.high + 1) above.low = field.low;
    else joined.push(field);
  }
  return joined.map(({ name, high, low }) => `${high === low ? high : `${high}:${low}`} ${name}`).join(', ');
}
