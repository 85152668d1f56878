import {
  FLUSH_MM, FLUSH_PAGE, FLUSH_PAGE_LOCAL, FLUSH_RANGE, type CreateMmu, type FlushRequest, type Invalidation, type Kernel,
} from '@faultline/contracts';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { riscv } from '../index';
import { createMmu, mmuFor } from './index';

const BASE: FlushRequest = { seq: 7, cpu: 0, mm: 1, scope: FLUSH_RANGE, start: 100, end: 101, strideShift: 12, freedTables: false };

/** What each hart does for a request, in words: `hart kind reach`, with `!` where upper levels go too. */
function fences(make: CreateMmu, harts: number, request: Partial<FlushRequest>): string[] {
  const flushes = new Subject<FlushRequest>();
  const queue: (() => void)[] = [];
  const done: string[] = [];
  const { invalidations$ } = make({
    flushes$: flushes, cpus: 0b1111, cpuMask: () => harts,
    enqueue: (cpu, seq, work) => queue.push(() => {
      expect([cpu < 4, seq]).toEqual([true, BASE.seq]);
      work();
    }),
  });
  invalidations$.subscribe(({ cpu, kind, by, leafOnly }: Invalidation) => void done.push(`${cpu} ${kind}${leafOnly === true ? '' : '!'} ${by}`));
  flushes.next({ ...BASE, ...request });
  expect(done).toEqual([]);
  for (const work of queue) work();
  return done;
}
const made = (kernel: Kernel, config = 'sv48'): CreateMmu => mmuFor(riscv({ kernel, config }));
const pages = (count: number): Partial<FlushRequest> => ({ end: BASE.start + count });
const HUGE = 21;

describe.each(['6.1', '6.2'] as const)('tlb-and-races §3.4, kernel %s', (kernel) => {
  const mmu = made(kernel);
  it.each([
    ['only this hart: size <= stride is one fence', 0b0001, pages(1), ['0 page self']],
    ['only this hart: more is a full one', 0b0001, pages(2), ['0 mm! self']],
    ['only this hart: a huge entry is one stride', 0b0001, { ...pages(512), strideShift: HUGE }, ['0 page self']],
    ['only this hart: two huge entries', 0b0001, { ...pages(513), strideShift: HUGE }, ['0 mm! self']],
    ['only this hart: the mm', 0b0001, { scope: FLUSH_MM, end: 2 ** 35 }, ['0 mm! self']],
    ['others too: one call with the hart mask', 0b0111, { scope: FLUSH_PAGE }, ['0 page self', '1 page firmware', '2 page firmware']],
    ['others too: the range goes along', 0b0011, pages(65), ['0 page! self', '1 page! firmware']],
    ['TR-23: two harts, the gather flushes the mm', 0b0011, { scope: FLUSH_MM, end: 2 ** 35 }, ['0 mm! self', '1 mm! firmware']],
    ['others only', 0b0110, pages(1), ['1 page firmware', '2 page firmware']],
    ['no hart holds the mm', 0, pages(1), []],
    ['a hart the machine lacks', 0b10000, pages(1), []],
    ['after an install: here, whoever else holds the mm', 0b1111, { scope: FLUSH_PAGE_LOCAL }, ['0 page self']],
    ['after an install: here, though no hart is known to hold it', 0, { scope: FLUSH_PAGE_LOCAL, cpu: 2 }, ['2 page self']],
  ] as const)('%s', (_name, harts, request, expected) => expect(fences(mmu, harts, request)).toEqual(expected));
});

describe('tlb-and-races §3.4, kernel 6.12', () => {
  const mmu = made('6.12');
  it.each([
    ['TR-22: one hart, 64 strides', 0b0001, pages(64), ['0 page self']],
    ['TR-22: one hart, 65 strides', 0b0001, pages(65), ['0 mm! self']],
    ['64 huge strides', 0b0001, { ...pages(64 * 512), strideShift: HUGE }, ['0 page self']],
    ['64 huge strides and a page', 0b0001, { ...pages(64 * 512 + 1), strideShift: HUGE }, ['0 mm! self']],
    ['others too: firmware has no such rule', 0b0011, pages(65), ['0 page! self', '1 page! firmware']],
    ['others too: a page', 0b0011, pages(1), ['0 page self', '1 page firmware']],
    ['others too: the mm', 0b0011, { scope: FLUSH_MM, end: 2 ** 35 }, ['0 mm! self', '1 mm! firmware']],
  ] as const)('%s', (_name, harts, request, expected) => expect(fences(mmu, harts, request)).toEqual(expected));

  const ipi = made('6.12', 'sv48+ipi');
  it.each([
    ['64 strides on each hart', 0b0101, pages(64), ['0 page self', '2 page ipi']],
    ['65 strides on each hart', 0b0101, pages(65), ['0 mm! self', '2 mm! ipi']],
    ['one hart', 0b0001, pages(1), ['0 page self']],
    ['after an install', 0b0101, { scope: FLUSH_PAGE_LOCAL }, ['0 page self']],
  ] as const)('interrupts: %s', (_name, harts, request, expected) => expect(fences(ipi, harts, request)).toEqual(expected));
});

it('without an architecture: kernel 6.2', () => expect(fences(createMmu, 0b0001, pages(2))).toEqual(['0 mm! self']));

it('a request and what is done for it name each other', () => {
  const flushes = new Subject<FlushRequest>();
  const seen: Invalidation[] = [];
  const { invalidations$ } = made('6.2')({ flushes$: flushes, cpus: 1, cpuMask: () => 1, enqueue: (_cpu, _seq, work) => work() });
  invalidations$.subscribe((each) => void seen.push(each));
  flushes.next(BASE);
  expect(seen).toEqual([{ request: 7, cpu: 0, mm: 1, kind: 'page', leafOnly: true, start: 100, end: 101, by: 'self' }]);
  expect(Object.isFrozen(seen[0])).toBe(true);
});
