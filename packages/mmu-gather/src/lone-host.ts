import { cpuSet, PTE, type GatherHost, type MmHw, type MmId, type Path } from '@faultline/contracts';

const CPU_0 = cpuSet(0);
/** One CPU, which has the address space loaded; no other gather runs on it. */
const alone = (mm: MmId): MmHw => ({ id: mm, topLevel: PTE, attachedCpus: CPU_0, cpuMask: CPU_0, flushPending: 1, flushOwed: false });

/** What a gather asks of nobody: a flush is complete at once, pages for batches are there, tables and rmaps are not kept. */
export const LONE_HOST: Omit<GatherHost, 'freePage'> = {
  mmHw: alone,
  freeTable() {},
  removeRmap() {},
  *flush(): Path<void> {},
  allocateBatch: () => true,
};
