import {
  ACCESS_NAMES, ACCESS_READ, checkFunction, checkNumber, checkObject, cpuSet, TABLE_REF_SHIFT, VERDICT_NAMES, WALK_FAULT_NAMES,
  walkOutcome, wordHi, wordLo, wordOf, type Access, type EntrySlot, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import type { DumpTable } from './dump';
import { checkUser, mappingAt } from './list';
import type { Mapping } from './mapping';
import { entryOf, isKernels, translated, type PageTables } from './page-tables';

/** One entry that the hardware walk read. */
export interface EntryRead {
  /** Level of the table. */
  readonly level: number;
  /** Physical address of the entry. */
  readonly address: bigint;
  /** Place of the entry in its table. */
  readonly index: number;
  /** The entry, 0 … 2^64-1. */
  readonly raw: bigint;
  /** What the walker made of it. */
  readonly verdict: (typeof VERDICT_NAMES)[number];
}

/** Dumped tables as a hardware walker reads them. Accessed and dirty updates stay in the overlay; the dump does not change. */
interface DumpMemory extends WalkMemory {
  readonly reads: EntryRead[];
}

const ENTRY_BYTES = 8n;

/** The table at a reference; undefined: the dump lacks one of that level. The root may lie between two references. */
function tableAt({ dump }: PageTables, level: number, ref: number): DumpTable | undefined {
  if (level === dump.root.level) return dump.root;
  const table = dump.tables.get(BigInt(ref) << BigInt(TABLE_REF_SHIFT));
  return table?.level === level ? table : undefined;
}

/** Values that hardware stored, by entry address. */
export type Overlay = Map<bigint, bigint>;

function memoryOf(tables: PageTables, overlay: Overlay): DumpMemory {
  const reads: EntryRead[] = [];
  const addressOf = (level: number, ref: number, index: number): bigint => (tableAt(tables, level, ref)?.phys ?? BigInt(ref) << BigInt(TABLE_REF_SHIFT)) + BigInt(index) * ENTRY_BYTES;
  const read = (level: number, ref: number, index: number, out: EntrySlot): void => {
    const table = tableAt(tables, level, ref);
    const address = addressOf(level, ref, index);
    if (table === undefined) tables.architecture.codec.none(level, out);
    else fill(out, overlay.get(address) ?? entryOf(table, index));
    reads.push({ level, address, index, raw: wordOf(out.lo, out.hi), verdict: 'notPresent' });
  };
  return {
    reads, read,
    verdict: (verdict) => void (reads[reads.length - 1] = { ...reads.at(-1)!, verdict: VERDICT_NAMES[verdict] }),
    update(level, ref, index, _oldLo, _oldHi, newLo, newHi) {
      overlay.set(addressOf(level, ref, index), wordOf(newLo, newHi));
      return true;
    },
  };
}

function fill(out: EntrySlot, raw: bigint): void {
  out.lo = wordLo(raw);
  out.hi = wordHi(raw);
}

function requestOf(tables: PageTables, va: bigint, access: Access, pkru: number | undefined, user: boolean): WalkRequest {
  const { dump: { root }, architecture: { geometry, caps } } = tables;
  const vpn = translated(tables, va) >> BigInt(geometry.pageShift);
  const mm = { id: 1, topLevel: root.level, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending: 0, flushOwed: false };
  const ref = Number(root.phys >> BigInt(TABLE_REF_SHIFT));
  return { root: ref, topLevel: root.level, vpnLo: wordLo(vpn), vpnHi: wordHi(vpn), access, user, pkru: pkru ?? caps.initialPkru, mm };
}

const MOST_PKRU = 2 ** 32 - 1;

/** What hardware does. */
export interface Foretold extends WalkOutcome {
  /** Entries that the walker reads, from the root down. */
  readonly reads: readonly EntryRead[];
}

/**
 * What hardware makes of an access, with the dumped tables and what earlier accesses stored: of user code, or of the kernel in its own half.
 * `pkru`: the thread's protection-key rights; what a fresh process has unless given. `user`: who accesses, if not whose half it is.
 * @throws DumpError outside what was dumped
 */
export function foretell(tables: PageTables, va: bigint, access: Access, overlay: Overlay = new Map(), pkru?: number, user?: boolean): Foretold {
  checkUser(tables, va);
  checkNumber('access', access, 0, ACCESS_NAMES.length - 1);
  checkObject('overlay', overlay, 'a Map of entries by their addresses');
  checkFunction('overlay.get', overlay.get, 'that of a Map');
  if (pkru !== undefined) checkNumber('pkru', pkru, 0, MOST_PKRU);
  const memory = memoryOf(tables, overlay);
  const out = walkOutcome();
  tables.architecture.hw.walk(requestOf(tables, va, access, pkru, user ?? !isKernels(tables, va)), memory, out);
  return { ...out, reads: memory.reads };
}

/** The answer to one address. */
export interface AddressAnswer {
  /** The virtual address, in bytes. */
  readonly va: bigint;
  /** Each entry that the hardware walk of a read reads, from the root down. */
  readonly reads: readonly EntryRead[];
  /** By kind of access: `ok`, or why hardware refuses it. */
  readonly access: Readonly<Record<(typeof ACCESS_NAMES)[number], (typeof WALK_FAULT_NAMES)[number]>>;
  /** What software reads there; undefined: nothing is mapped. */
  readonly mapping?: Mapping;
  /** Where the address leads, in bytes; undefined: hardware finds no page. */
  readonly physical?: bigint;
  /** Who accesses: the kernel in its own half, else user code. */
  readonly by: 'user' | 'kernel';
}

/** The page that the entries of an address lead to, whoever may access it. */
function physicalOf(mapping: Mapping | undefined, va: bigint, { architecture: { geometry } }: PageTables): bigint | undefined {
  if (mapping?.pfn === undefined || (mapping.kind !== 'page' && mapping.kind !== 'huge')) return undefined;
  return (BigInt(mapping.pfn) << BigInt(geometry.pageShift)) + (va - mapping.va);
}

/** Everything about one address: entries, hardware's verdict on each kind of access, the mapping. @throws DumpError outside what was dumped */
export function answer(tables: PageTables, va: bigint): AddressAnswer {
  checkUser(tables, va);
  const faults = ACCESS_NAMES.map((name, access) => [name, WALK_FAULT_NAMES[foretell(tables, va, access as Access).fault]]);
  const mapping = mappingAt(tables, va);
  const physical = physicalOf(mapping, va, tables);
  return {
    va, reads: foretell(tables, va, ACCESS_READ).reads, access: Object.fromEntries(faults) as AddressAnswer['access'], by: isKernels(tables, va) ? 'kernel' : 'user',
    ...(mapping === undefined ? {} : { mapping }), ...(physical === undefined ? {} : { physical }),
  };
}
