import {
  cpuSet, entrySlot, vpnHi, vpnLo, WALK_FAULT_NAMES, walkOutcome, type Access, type Architecture, type EntrySlot, type MmHw, type WalkMemory,
  type WalkOutcome,
} from '@faultline/contracts';
import { copyOf, equal, written } from './cases/slot';

/** An access to a page, by a thread. */
export interface Way {
  readonly vpn: number;
  readonly access: Access;
  readonly user: boolean;
  readonly pkru: number;
}

/** An entry that the walker read. */
export interface Read {
  readonly level: number;
  readonly table: number;
  readonly index: number;
  verdict?: number;
}

/** The tables on the way to one page: where each lies, and its entry for the page, by level. */
export interface Branch {
  /** Root level of the mm. */
  readonly root: number;
  /** Level of the table at which the walk begins. */
  readonly top: number;
  readonly refs: readonly number[];
  readonly entries: EntrySlot[];
}

export interface Walked {
  readonly out: WalkOutcome;
  readonly reads: readonly Read[];
  /** Levels whose entry the walker updated. */
  readonly updates: readonly number[];
  readonly branch: Branch;
}

/** A CPU that has the mm loaded, alone. */
export const quietMm = (topLevel: number): MmHw => ({ id: 1, topLevel, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending: 0, flushOwed: false });

/** Far enough apart for any table, and low in memory. */
const tableOf = (level: number): number => (level + 1) * 0x1000;
const LEVELS = [0, 1, 2, 3, 4];

/** How a branch differs from one that begins at the root of a fresh mm, in tables that lie anywhere. */
type BranchShape = Partial<Pick<Branch, 'root' | 'top' | 'refs'>>;

/** Tables from the level at which the walk begins down to one entry. */
export function branchTo(arch: Architecture, level: number, entry: EntrySlot, shape: BranchShape = {}): Branch {
  const { root = Math.max(arch.geometry.topLevel, level), top = root, refs = LEVELS.map(tableOf) } = shape;
  const entries = LEVELS.map((at) =>
    at === level ? copyOf(entry) : at > level && at <= top ? written((out) => arch.codec.makeTable(at, refs[at - 1]!, out)) : entrySlot(),
  );
  return { root, top, refs, entries };
}

/** More reads than any walk needs, starting over included. */
const MOST_READS = 64;
const UNTOUCHED = -1;

/** Memory that holds one branch; anything else in it is empty. */
function memoryOf(
  { codec, geometry }: Architecture,
  branch: Branch,
  way: Way,
  reads: Read[],
  updates: number[],
  lose: (branch: Branch, level: number) => boolean,
): WalkMemory {
  const onBranch = (level: number, table: number, index: number): boolean =>
    table === branch.refs[level] && index === geometry.index(level, vpnLo(way.vpn), vpnHi(way.vpn));
  return {
    read(level, table, index, out) {
      if (reads.push({ level, table, index }) > MOST_READS) throw new Error('the walk does not end');
      if (onBranch(level, table, index)) Object.assign(out, branch.entries[level]);
      else codec.none(level, out);
    },
    verdict(verdict) {
      reads.at(-1)!.verdict = verdict;
    },
    update(level, table, index, oldLo, oldHi, newLo, newHi) {
      if (lose(branch, level)) return false;
      if (!onBranch(level, table, index) || !equal(branch.entries[level]!, { lo: oldLo, hi: oldHi })) return false;
      branch.entries[level] = { lo: newLo, hi: newHi };
      updates.push(level);
      return true;
    },
  };
}

/** Walks a branch. `lose` is asked at each update: true makes the update fail, after it has changed the branch. */
export function walkBranch(
  arch: Architecture,
  branch: Branch,
  way: Way,
  lose: (branch: Branch, level: number) => boolean = () => false,
): Walked {
  const reads: Read[] = [];
  const updates: number[] = [];
  const out: WalkOutcome = { ...walkOutcome(), fault: UNTOUCHED as WalkOutcome['fault'], level: UNTOUCHED };
  const request = {
    root: branch.refs[branch.top]!,
    topLevel: branch.top,
    vpnLo: vpnLo(way.vpn),
    vpnHi: vpnHi(way.vpn),
    access: way.access,
    user: way.user,
    pkru: way.pkru,
    mm: quietMm(branch.root),
  };
  arch.hw.walk(request, memoryOf(arch, branch, way, reads, updates, lose), out);
  if ((out.fault as number) === UNTOUCHED) throw new Error('hw.walk left the outcome unwritten');
  return { out, reads, updates, branch };
}

export const walkTo = (arch: Architecture, level: number, entry: EntrySlot, way: Way): Walked =>
  walkBranch(arch, branchTo(arch, level, entry), way);

/** The plain way: page 0, user mode, every key open. */
export const plainWay = (access: Access): Way => ({ vpn: 0, access, user: true, pkru: 0 });

/** What user mode may do through an entry. */
export interface Rights {
  /** Read, write, execute: each by a walk of its own. */
  readonly accesses: readonly boolean[];
  /** `TLB_*` flags of the first that succeeds; 0: none does. */
  readonly flags: number;
}
export function rightsThrough(arch: Architecture, level: number, entry: EntrySlot): Rights {
  const walks = ([0, 1, 2] as const).map((access) => walkTo(arch, level, entry, plainWay(access)).out);
  const first = walks.find(({ fault }) => fault === 0);
  return { accesses: walks.map(({ fault }) => fault === 0), flags: first?.flags ?? 0 };
}

/** A fault in words. */
export const faultName = (fault: number): string => WALK_FAULT_NAMES[fault] ?? String(fault);
