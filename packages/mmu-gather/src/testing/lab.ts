import {
  cpuSet, EFFECT_MM, profileOf, runPath, threadOn, vmFlagsOf, withSwitches, type GatherFlush, type GatherHost, type GatherPolicy, type Kernel, type MmHw,
  type MmuGather, type Path, type SwitchChoice,
} from '@faultline/contracts';
import { GATHER_FOLDS } from '../evolve';
import { gatherOn } from '../gather';
import { GATHER_GUARDS } from '../guard';
import type { GatherOptions } from '../options';
import { initialGatherState, type Gather, type GatherState } from '../state';
import { X86 } from './policies';
import { recorderOver, type FoldingRecorder } from '../../../../tools/arch-lab/recorder';

/** What the gather asked of its host, and marks of those who drive it, in order. */
export type Deed =
  | { readonly did: 'flush'; readonly mm: boolean; readonly state: GatherFlush }
  | { readonly did: 'page' | 'rmap'; readonly pfn: number }
  | { readonly did: 'table'; readonly level: number; readonly table: number }
  | Mark;

/** An entry was cleared, a table unhooked, the page-table lock dropped, `flushMmu` or `finish` called. */
export type Mark =
  | { readonly did: 'cleared'; readonly pfn: number; readonly holds: 'nothing' | 'clean' | 'delayed' }
  | { readonly did: 'unhooked'; readonly table: number; readonly start: number; readonly level: number }
  | { readonly did: 'unlocked' | 'flushing' };

export interface LabOptions extends Partial<Omit<GatherOptions, 'thread' | 'host' | 'profile'>>, SwitchChoice {
  readonly kernel?: Kernel;
  readonly policy?: GatherPolicy;
  /** Whether a page for a batch is had, by number of the request, from 1; default: always. */
  readonly batchPage?: (request: number) => boolean;
}

export interface Lab {
  readonly gather: MmuGather;
  readonly state: GatherState;
  readonly recorder: FoldingRecorder;
  readonly deeds: Deed[];
  /** The address space, as the core would keep it. */
  readonly mm: { -readonly [K in keyof MmHw]: MmHw[K] };
  /** Begins, counted as pending (the core does that). */
  begin(fullmm?: boolean): Ride;
  /** Goes on with a gather that is in progress in the state. */
  resume(id: number): Ride;
}

/** One gather in progress. A page's frame has the number of its page. */
export interface Ride {
  readonly id: number;
  readonly lab: Lab;
  now(): Gather;
  /** Clears the entry of a page and queues its page. */
  zap(page: number, delayed?: boolean): boolean;
  /** Unhooks a table below an entry that covers page `start`. */
  table(table: number, start?: number, level?: number): void;
  flushTlb(): void;
  flushRmaps(): void;
  flushMmu(): void;
  endVma(): void;
  finish(): void;
}

const MM = 1;

function* noSteps(): Path<void> {}

function hostOf(deeds: Deed[], mm: Lab['mm'], batchPage: (request: number) => boolean): GatherHost {
  let requests = 0;
  return {
    mmHw: () => mm,
    freePage: (pfn) => void deeds.push({ did: 'page', pfn }),
    freeTable: (_, level, table) => void deeds.push({ did: 'table', level, table }),
    removeRmap: (pfn) => void deeds.push({ did: 'rmap', pfn }),
    flush(_, effect, state) {
      deeds.push({ did: 'flush', mm: effect === EFFECT_MM, state });
      if (effect === EFFECT_MM) mm.flushOwed = false;
      return noSteps();
    },
    allocateBatch: () => batchPage(++requests),
  };
}

function ride(lab: Lab, id: number): Ride {
  const { gather, state, mm } = lab;
  return {
    id, lab,
    now: () => state.get(id)!,
    zap(page, delayed = false) {
      gather.removeTlbEntry(id, 0, page, page + 1);
      return gather.removePage(id, page, delayed);
    },
    table: (table, start = 0, level = 0) => runPath(gather.removeTable(id, level, table, start, start + 1)),
    flushTlb: () => runPath(gather.flushTlbOnly(id)),
    flushRmaps: () => gather.flushRmaps(id, vmFlagsOf(0)),
    flushMmu: () => runPath(gather.flushMmu(id)),
    endVma: () => runPath(gather.endVma(id)),
    finish() {
      runPath(gather.finish(id));
      mm.flushPending--;
    },
  };
}

/** A gather of v6.2-rc3 on a machine with several CPUs and 4 KiB pages, unless said otherwise. */
export function lab({ batchPage = () => true, kernel = '6.2', with: on = [], without = [], ...options }: LabOptions = {}): Lab {
  const deeds: Deed[] = [];
  const state = options.state ?? initialGatherState();
  const recorder = recorderOver({ owner: 'gather', folds: GATHER_FOLDS, guards: GATHER_GUARDS, state });
  const mm: Lab['mm'] = { id: MM, topLevel: 3, attachedCpus: cpuSet(0), cpuMask: cpuSet(0, 1), flushPending: state.all().length, flushOwed: false };
  const gather = gatherOn({
    policy: X86, profile: withSwitches(profileOf(kernel), { with: on, without }), smp: true, pageShift: 12,
    ...options, state, thread: threadOn(recorder), host: hostOf(deeds, mm, batchPage),
  });
  const made: Lab = {
    gather, state, recorder, deeds, mm,
    begin(fullmm = false) {
      mm.flushPending++;
      return ride(made, gather.begin(MM, fullmm));
    },
    resume: (id) => ride(made, id),
  };
  return made;
}
