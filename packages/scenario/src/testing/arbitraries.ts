import fc from 'fast-check';
import { parseScenario } from '../parser';
import type { Scenario } from '../format/frame';

/** Steps that the model has, as the file has them. */
export type RawStep = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const PROCESSES = ['A', 'B', 'C'] as const;
const PAGES = 6;

const proc = fc.constantFrom(...PROCESSES);
const place = fc.nat(PAGES - 1).map((page) => `m+${page}`);
const pages = fc.integer({ min: 1, max: PAGES + 2 });
const prot = fc.constantFrom('rw', 'rw', 'r', 'w', 'x', 'rwx', 'none');
const value = fc.oneof(fc.nat(255), fc.constant('ret'));
const advice = fc.constantFrom('dontneed', 'populate_read', 'populate_write', 'dontfork', 'dofork', 'wipeonfork', 'keeponfork', 'random', 'sequential', 'normal');

const step: fc.Arbitrary<RawStep> = fc.oneof(
  fc.record({ proc, at: place, value }).map((write) => ({ write })),
  fc.record({ proc, at: place }).map((read) => ({ read })),
  fc.record({ proc, at: place }).map((exec) => ({ exec })),
  fc.record({ proc, at: place }).map((kernelRead) => ({ kernelRead })),
  fc.record({ proc, at: place, value: fc.nat(255) }).map((kernelWrite) => ({ kernelWrite })),
  fc.record({ proc, at: place, pages }).map((munmap) => ({ munmap })),
  fc.record({ proc, at: place, pages, prot }).map((mprotect) => ({ mprotect })),
  fc.record({ proc, at: place, pages, advice }).map((madvise) => ({ madvise })),
  fc.record({ proc, at: place, pages, newPages: pages }).map((keys) => ({ mremap: { ...keys, as: 'm' } })),
  fc.record({ proc }).map((exit) => ({ exit })),
);

interface Making {
  readonly proc: string;
  readonly pages: number;
  readonly at: string;
  readonly prot: string;
  readonly shared: boolean;
  readonly zero: boolean;
  readonly how: 'fresh' | 'fixed' | 'move' | 'keep' | 'fork';
}
const making: fc.Arbitrary<Making> = fc.record({ proc, pages, at: place, prot, shared: fc.boolean(), zero: fc.boolean(), how: fc.constantFrom('fresh', 'fixed', 'move', 'keep', 'fork') });

/** A step that makes the mapping, or the process, of this name. */
function makes({ proc: by, pages: count, at, prot: protection, shared, zero, how }: Making, as: string): RawStep {
  if (how === 'fork') return { fork: { proc: by, child: as } };
  if (how === 'move' || how === 'keep') return { mremap: { proc: by, at, pages: count, newPages: count, as, [how === 'move' ? 'mayMove' : 'dontUnmap']: true } };
  return { mmap: { proc: by, as, pages: count, prot: protection, share: shared ? 'shared' : 'private', backing: zero ? 'zero' : 'anon', ...(how === 'fixed' ? { fixed: at } : {}) } };
}

/** The steps of a scenario: a mapping `m`, three processes, and then whatever comes. */
export const rawSteps: fc.Arbitrary<RawStep[]> = fc.tuple(fc.array(fc.oneof({ weight: 4, arbitrary: step }, { weight: 1, arbitrary: making }), { maxLength: 14 }), fc.boolean()).map(([rest, shared]) => [
  { mmap: { proc: 'A', as: 'm', pages: PAGES, prot: 'rw', share: shared ? 'shared' : 'private', backing: 'anon' } },
  { fork: { proc: 'A', child: 'B' } }, { fork: { proc: 'B', child: 'C' } },
  ...rest.map((each, at) => ('how' in each ? makes(each as Making, `n${at}`) : (each as RawStep))),
]);

/** A scenario as JSON, and so as YAML. */
export const textOf = (steps: readonly RawStep[]): string => JSON.stringify({ name: 'random', about: 'random', steps });

/** A scenario that the model can run. */
export const scenarios: fc.Arbitrary<Scenario> = rawSteps.map((steps) => parseScenario(textOf(steps), 'random.json'));
