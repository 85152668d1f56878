import { createMachine, type SimulatedMachine } from '@faultline/machine';
import { beforeAll, describe, expect, it } from 'vitest';
import { compiled, type Compiled } from './bundle';
import type { Frame, Thread } from './frames';
import { copier, Environment, words } from './values';

const AT = 0x100000;
const PAGES = 6;
const ARCHITECTURES = ['x86-64', 'arm64', 's390'] as const;

/** What a thread runs, after pages 0 to 2 were written and shared with a child. Pages 3 on are untouched. */
const RUNS: Readonly<Record<string, (machine: SimulatedMachine, mm: number) => unknown>> = {
  'a first touch': ({ paths }, mm) => paths.access(mm, AT + 4, 1, true, 9),
  'a copy on write': ({ paths }, mm) => paths.access(mm, AT + 1, 1, true, 9),
  munmap: ({ paths }, mm) => paths.munmap(mm, AT, PAGES),
};

let model: Compiled;
let paths: number;
beforeAll(async () => void ({ model, paths } = await compiled()));

type Driven = { next(): IteratorResult<unknown, unknown> };
interface Stage { readonly machine: SimulatedMachine; readonly mm: number }

/** A machine at the start of a run; the flushes that follow are the thread's to wait for. */
function stage(create: typeof createMachine, name: string): Stage {
  const machine = create({ ...model.architectures[name]!, cpus: 2, memoryPages: 512 });
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: AT, pages: PAGES, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
  for (let page = 0; page < 3; page++) machine.access(mm, AT + page, 'write', 7);
  machine.fork(mm);
  machine.scheduler.held = true;
  return { machine, mm };
}

/** Takes up to `most` steps; every CPU has done its part before the thread goes on. True: there are more. */
function advance({ scheduler }: SimulatedMachine, thread: Driven, most = Infinity): boolean {
  for (let count = 0; count < most; count++) {
    if (thread.next().done) return false;
    scheduler.drain();
  }
  return true;
}

/** Numbers of events, counted from `from` on, where the log has them; another log's numbers stay. */
const counted = (value: unknown, from: number, to: number): unknown =>
  (typeof value === 'number' && value >= from && value < to ? `+${value - from}` : value);

/** What was recorded from event `from` on. */
function recorded({ log }: SimulatedMachine, from: number): string[] {
  const inWords = (name: string, value: unknown): unknown => {
    if (['seq', 'cause', 'request'].includes(name)) return counted(value, from, log.length);
    return typeof value === 'bigint' ? `${value}n` : value;
  };
  return [...log.events(from)].map((event) => JSON.stringify(event, inWords));
}

const threadOf = (name: string, { machine, mm }: Stage): Thread => new model.Thread([RUNS[name]!(machine, mm) as Frame]);
/** The machine, and what the methods of its gather close over: contexts that no property leads to. */
const environmentOf = (machine: SimulatedMachine): Environment => new Environment(machine.state, machine, (machine.core.gather.finish(0) as unknown as Frame).closed);

describe.each(ARCHITECTURES)('on %s', (architecture) => {
  describe.each(Object.keys(RUNS))('%s as a thread of frames', (run) => {
    const reach = (steps: number): { at: Stage; thread: Thread; more: boolean } => {
      const at = stage(model.createMachine, architecture);
      const thread = threadOf(run, at);
      return { at, thread, more: advance(at.machine, thread, steps) };
    };

    it('records what the generator records', () => {
      const plain = stage(createMachine, architecture);
      const { length } = plain.machine.log;
      advance(plain.machine, RUNS[run]!(plain.machine, plain.mm) as Driven);
      const { at } = reach(Infinity);
      expect(recorded(at.machine, length)).toEqual(recorded(plain.machine, length));
    });

    it('copied at any step, to a machine made of a snapshot, goes on as its origin does', () => {
      let steps = 0;
      for (let { at, thread, more } = reach(0); more; { at, thread, more } = reach(++steps)) {
        const { machine } = at;
        const other = model.createMachine({ ...model.architectures[architecture]!, cpus: 2, memoryPages: 512, initialState: model.snapshotState(machine.state) });
        Object.assign(other.scheduler, { held: true });
        // Views of address spaces and gathers are made when they are first asked for.
        other.state.core.mms();
        other.state.gather.all();
        const [here, there] = [environmentOf(machine), environmentOf(other)];
        const copy = thread.copy(copier(here, there));
        expect(words(copy.parts(), there)).toBe(words(thread.parts(), here));
        const { cause, gathered } = machine.thread;
        Object.assign(other.thread, { cause, gathered });
        const { length } = machine.log;
        for (const [of, going] of [[other, copy], [machine, thread]] as const) advance(of, going);
        expect(recorded(other, 0)).toEqual(recorded(machine, length));
        const { architecture: arch } = machine;
        expect(model.renderState(arch, other.state)).toEqual(model.renderState(arch, machine.state));
      }
      expect(steps).toBeGreaterThan(4);
    });

    it('is equal on two machines at each step, and differs from step to step', () => {
      const wordsAt = (steps: number): string | undefined => {
        const { at, thread, more } = reach(steps);
        return more ? words(thread.parts(), environmentOf(at.machine)) : undefined;
      };
      const seen = new Set<string>();
      for (let steps = 0, now = wordsAt(0); now !== undefined; now = wordsAt(++steps)) {
        expect(wordsAt(steps)).toBe(now);
        expect(seen.has(now), `step ${steps}`).toBe(false);
        seen.add(now);
      }
    });
  });
});

it('every path of the core, the gather and the machine is compiled', () => expect(paths).toBeGreaterThan(50));
