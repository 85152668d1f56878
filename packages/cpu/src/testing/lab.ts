import { cpuSet, runPath, stepPoint, threadOn, type Access, type CpuHost, type LoadedMm, type MmEvent, type Path } from '@faultline/contracts';
import { INDEX_BITS, table, TOP } from '../../../../tools/arch-lab/paper/bits';
import { paper } from '../../../../tools/arch-lab/paper/paper';
import { recorderOver } from '../../../../tools/arch-lab/recorder';
import { AccessUnit } from '../access';
import { initialState, type CpuState } from '../state';
import { TLB_FOLDS } from '../tlb-folds';
import { TLB_GUARDS } from '../tlb-guards';

/** Where the tables of the address space lie. */
export const ROOT = 1;
export const LEAVES = 2;

/** Memory on paper: tables of low halves, by number, and a byte a page. */
export class PaperMemory implements CpuHost {
  readonly tables = new Map<number, number[]>([[ROOT, [table(LEAVES)]], [LEAVES, []]]);
  readonly bytes: number[] = [];
  /** What the kernel makes of a fault; 0: go on. */
  handle: (vpn: number) => number = () => 0;

  load(pfn: number): number {
    return this.bytes[pfn] ?? 0;
  }

  readEntry(ref: number, index: number, out: { lo: number; hi: number }): boolean {
    const entries = this.tables.get(ref);
    if (entries !== undefined) Object.assign(out, { lo: entries[index] ?? 0, hi: 0 });
    return entries !== undefined;
  }

  updateEntry({ table: ref, index }: Parameters<CpuHost['updateEntry']>[0], _old: unknown, { lo }: { lo: number }): boolean {
    this.tables.get(ref)![index] = lo;
    return true;
  }

  *pageFault(_mm: number, vpn: number): Path<number> {
    yield stepPoint('the kernel handles it');
    return this.handle(vpn);
  }
}

export const MM: LoadedMm = { id: 1, topLevel: TOP, root: ROOT, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending: 0, flushOwed: false };

export interface Lab {
  readonly memory: PaperMemory;
  readonly tlbs: CpuState;
  readonly unit: AccessUnit;
  /** Entries of PTE table `LEAVES`. */
  readonly leaves: number[];
  /** An access of user code: the byte, or -1 - outcome. */
  access(access: Access, vpn: number, value?: number): number;
  /** What was recorded since the last call. */
  events(): MmEvent[];
}

/** CPUs of the paper architecture, with memory on paper. @param cpu the one that acts */
export function lab({ cpus = 1, cpu = 0, faultDropsEntry = true } = {}): Lab {
  const memory = new PaperMemory();
  const tlbs = initialState(cpus, INDEX_BITS);
  const recorder = recorderOver({ owner: 'cpu', folds: TLB_FOLDS, guards: TLB_GUARDS, state: tlbs });
  const unit = new AccessUnit({ rec: threadOn(recorder, cpu), arch: paper(faultDropsEntry) }, tlbs, memory);
  let told = 0;
  return {
    memory, tlbs, unit, leaves: memory.tables.get(LEAVES)!,
    access: (access, vpn, value = 0) => runPath(unit.access(MM, vpn, access, true, value)),
    events() {
      const from = told;
      told = recorder.records.length;
      return recorder.events(from);
    },
  };
}
