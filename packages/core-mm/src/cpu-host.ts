import {
  HOW_HARDWARE, recEntrySet, type CpuHost, type EntrySlot, type FaultSlot, type MmId, type Path, type Pfn, type TableIndex, type TableRef,
  type Vpn, type WalkedEntry,
} from '@faultline/contracts';
import type { Core } from './core';
import { pageFault } from './fault/page-fault';
import { F_VALUE } from './state/frames';

/** What CPUs ask of the core: the memory it keeps, and its fault handler. */
export class CoreCpuHost implements CpuHost {
  constructor(private readonly k: Core) {}

  load(pfn: Pfn): number {
    return this.k.state.frames.get(pfn, F_VALUE);
  }

  readEntry(table: TableRef, index: TableIndex, out: EntrySlot): boolean {
    const { tables } = this.k.state;
    if (!tables.has(table)) return false;
    const words = tables.read(table);
    out.lo = words[index << 1]!;
    out.hi = words[(index << 1) | 1]!;
    return true;
  }

  /** One machine, one step at a time: the entry cannot have changed since it was read. */
  updateEntry({ mm, vpn, level, table, index }: WalkedEntry, old: EntrySlot, entry: EntrySlot): boolean {
    recEntrySet(this.k.rec, level, HOW_HARDWARE, index, mm, table, vpn, entry, old);
    return true;
  }

  *pageFault(mm: MmId, vpn: Vpn, fault: FaultSlot, pkru: number): Path<number> {
    return yield* pageFault(this.k, this.k.state.mm(mm), vpn, fault, pkru);
  }
}
