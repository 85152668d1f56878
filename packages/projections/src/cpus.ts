import { TLB_DIRTY, TLB_EXEC, TLB_GLOBAL, TLB_PKEY_SHIFT, TLB_READ, TLB_USER, TLB_WRITE, type TlbInvalidated } from '@faultline/contracts';
import type { Draft } from 'immer';
import { projection, type Handlers, type Projection } from './projection';

/** A translation that a CPU holds. */
export interface Translation {
  /** Address space. */
  readonly mm: number;
  /** Virtual page. */
  readonly vpn: number;
  /** Frame it leads to, in base pages. */
  readonly pfn: number;
  /** `read`, `write`, `exec`, `user`, `dirty`, `global`. */
  readonly flags: readonly string[];
  /** Protection key, 0 … 15. */
  readonly pkey: number;
}

/** A PTE table that a structure cache leads to. */
export interface CachedTable {
  /** Address space. */
  readonly mm: number;
  /** First page it covers. */
  readonly base: number;
  /** In units of 2 KiB. */
  readonly table: number;
}

export interface Cpu {
  /** Address space that is loaded; 0: none. */
  readonly loaded: number;
  /** By slot. */
  readonly tlb: Readonly<Record<number, Translation>>;
  /** By slot. */
  readonly tables: Readonly<Record<number, CachedTable>>;
}

/** The CPUs that ever did something, by number. */
export type Cpus = Readonly<Record<number, Cpu>>;

const FLAGS = [[TLB_READ, 'read'], [TLB_WRITE, 'write'], [TLB_EXEC, 'exec'], [TLB_USER, 'user'], [TLB_DIRTY, 'dirty'], [TLB_GLOBAL, 'global']] as const;
const cpuOf = (state: Draft<Cpus>, cpu: number): Draft<Cpu> => (state[cpu] ??= { loaded: 0, tlb: {}, tables: {} });

/** Takes out of a cache what an invalidation is about. */
function drop<T>(cache: Record<number, T>, about: (cached: T) => boolean): void {
  for (const slot of Object.keys(cache).map(Number)) if (about(cache[slot]!)) delete cache[slot];
}

const reaches = ({ mm, kind, start, end }: TlbInvalidated, { mm: owner, vpn }: Translation): boolean =>
  owner === mm && (kind === 'mm' || (vpn >= start && vpn < end));

const HANDLERS: Handlers<Cpus> = {
  CpuSwitched(state, { cpu, mm }) {
    cpuOf(state, cpu).loaded = mm;
  },
  TlbFilled(state, { cpu, slot, mm, vpn, pfn, flags }) {
    cpuOf(state, cpu).tlb[slot] =
      { mm, vpn, pfn, flags: FLAGS.flatMap(([bit, name]) => (flags & bit ? [name] : [])), pkey: (flags >>> TLB_PKEY_SHIFT) & 15 };
  },
  TlbEvicted(state, { cpu, slot }) {
    delete cpuOf(state, cpu).tlb[slot];
  },
  WalkCacheFilled(state, { cpu, slot, mm, vpn, table }) {
    cpuOf(state, cpu).tables[slot] = { mm, base: vpn, table };
  },
  WalkCacheEvicted(state, { cpu, slot }) {
    delete cpuOf(state, cpu).tables[slot];
  },
  TlbInvalidated(state, event) {
    const { tlb, tables } = cpuOf(state, event.cpu);
    if (!event.leafOnly) drop(tables, ({ mm }) => mm === event.mm);
    drop(tlb, (translation) => reaches(event, translation));
  },
};

/** The CPUs as people see them: what is loaded, and what their TLBs and structure caches hold. */
export const cpus = (): Projection<Cpus> => projection<Cpus>({}, HANDLERS);
