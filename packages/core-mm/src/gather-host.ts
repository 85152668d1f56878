import {
  BY_GATHER, EFFECT_MM, EFFECT_RANGE, FLUSH_MM, FLUSH_RANGE, REF_GATHER, type GatherHost, type Path,
} from '@faultline/contracts';
import { freeTable, putPage } from './alloc';
import type { Core } from './core';
import { requestFlush } from './flush';
import { pageRemoveRmap } from './rmap';
import { freeSwapCache } from './swap/slots';

/** What the gather asks of the core. */
export const gatherHost = (k: Core): GatherHost => ({
  mmHw: (mm) => k.state.mm(mm),
  freePage(pfn): void {
    freeSwapCache(k, pfn);
    putPage(k, pfn, REF_GATHER);
  },
  freeTable: (mm, level, table) => freeTable(k, k.state.mm(mm), level, table),
  removeRmap: (pfn, vmFlags) => pageRemoveRmap(k, vmFlags, pfn, true),
  *flush(mm, effect, state): Path<void> {
    const { pageShift, shift } = k.arch.geometry;
    const level = state.clearedLevels === 0 ? 0 : 31 - Math.clz32(state.clearedLevels & -state.clearedLevels);
    const stride = shift[level] ?? pageShift;
    if (effect === EFFECT_RANGE) yield* requestFlush(k, mm, FLUSH_RANGE, BY_GATHER, state.start, state.end, stride, state.freedTables);
    else if (effect === EFFECT_MM) yield* requestFlush(k, mm, FLUSH_MM, BY_GATHER, 0, 0, pageShift, state.freedTables);
  },
  allocateBatch: () => true,
});
