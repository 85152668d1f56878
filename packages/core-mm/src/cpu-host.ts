import { HOW_HARDWARE, recEntrySet, type CpuHost, type Path } from '@faultline/contracts';
import type { Core } from './core';
import { pageFault } from './fault/page-fault';
import { VALUE_SHIFT } from './state/flags';
import { F_FLAGS } from './state/frames';

/** What CPUs ask of the core: the memory it keeps, and its fault handler. */
export const cpuHost = (k: Core): CpuHost => ({
  load: (pfn) => (k.state.frames.get(pfn, F_FLAGS) >>> VALUE_SHIFT) & 255,
  readEntry(table, index, out) {
    const slot = k.state.tableThere(table) ? k.state.tableSlot(table) : -1;
    if (slot < 0) return false;
    const words = k.state.tables.read(slot);
    out.lo = words[index << 1]!;
    out.hi = words[(index << 1) | 1]!;
    return true;
  },
  /** One machine, one step at a time: the entry cannot have changed since it was read. */
  updateEntry({ mm, vpn, level, table, index }, old, entry) {
    recEntrySet(k.rec, level, HOW_HARDWARE, index, mm, table, vpn, entry, old);
    return true;
  },
  *pageFault(mm, vpn, fault, pkru): Path<number> {
    return yield* pageFault(k, k.state.mm(mm), vpn, fault, pkru);
  },
});
