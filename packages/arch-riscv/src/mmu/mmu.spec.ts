import type { CpuId, FlushRequested, Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { mmuLab } from '../../../../tools/arch-lab/mmu-lab';
import { riscv } from '../index';
import { createMmu, mmuFor } from './index';

type CreateMmu = typeof createMmu;
const BASE: Partial<FlushRequested> & { readonly start: number } = { scope: 'range', start: 100, end: 101 };

/** What each hart is asked to do for a request, in words: `hart kind reach`, with `!` where upper levels go too. */
const fences = (make: CreateMmu, mask: readonly CpuId[], request: Partial<FlushRequested>, cpus = 4): string[] =>
  mmuLab(make, { cpus, mask }).flush({ ...BASE, ...request }).map(({ to, kind, by, leafOnly }) => `${to} ${kind}${leafOnly ? '' : '!'} ${by}`);
const made = (kernel: Kernel, config = 'sv48'): CreateMmu => mmuFor(riscv({ kernel, config }));
const pages = (count: number): Partial<FlushRequested> => ({ end: BASE.start + count });
const HUGE = 21;

describe.each(['6.1', '6.2'] as const)('tlb-and-races §3.4, kernel %s', (kernel) => {
  const mmu = made(kernel);
  it.each([
    ['only this hart: size <= stride is one fence', [0], pages(1), ['0 page self']],
    ['only this hart: more is a full one', [0], pages(2), ['0 mm! self']],
    ['only this hart: a huge entry is one stride', [0], { ...pages(512), strideShift: HUGE }, ['0 page self']],
    ['only this hart: two huge entries', [0], { ...pages(513), strideShift: HUGE }, ['0 mm! self']],
    ['only this hart: the mm', [0], { scope: 'mm', end: 2 ** 35 }, ['0 mm! self']],
    ['others too: one call with the hart mask', [0, 1, 2], { scope: 'page' }, ['0 page self', '1 page firmware', '2 page firmware']],
    ['others too: the range goes along', [0, 1], pages(65), ['0 page! self', '1 page! firmware']],
    ['TR-23: two harts, the gather flushes the mm', [0, 1], { scope: 'mm', end: 2 ** 35 }, ['0 mm! self', '1 mm! firmware']],
    ['others only', [1, 2], pages(1), ['1 page firmware', '2 page firmware']],
    ['no hart holds the mm', [], pages(1), []],
    ['a hart the machine lacks', [4], pages(1), []],
    ['after an install: here, whoever else holds the mm', [0, 1, 2, 3], { scope: 'pageLocal' }, ['0 page self']],
    ['after an install: here, though no hart is known to hold it', [], { scope: 'pageLocal', cpu: 2 }, ['2 page self']],
  ] as const)('%s', (_name, harts, request, expected) => expect(fences(mmu, harts, request)).toEqual(expected));
});

describe('tlb-and-races §3.4, kernel 6.12', () => {
  const mmu = made('6.12');
  it.each([
    ['TR-22: one hart, 64 strides', [0], pages(64), ['0 page self']],
    ['TR-22: one hart, 65 strides', [0], pages(65), ['0 mm! self']],
    ['64 huge strides', [0], { ...pages(64 * 512), strideShift: HUGE }, ['0 page self']],
    ['64 huge strides and a page', [0], { ...pages(64 * 512 + 1), strideShift: HUGE }, ['0 mm! self']],
    ['others too: firmware has no such rule', [0, 1], pages(65), ['0 page! self', '1 page! firmware']],
    ['others too: a page', [0, 1], pages(1), ['0 page self', '1 page firmware']],
    ['others too: the mm', [0, 1], { scope: 'mm', end: 2 ** 35 }, ['0 mm! self', '1 mm! firmware']],
  ] as const)('%s', (_name, harts, request, expected) => expect(fences(mmu, harts, request)).toEqual(expected));

  const ipi = made('6.12', 'sv48+ipi');
  it.each([
    ['64 strides on each hart', [0, 2], pages(64), ['0 page self', '2 page ipi']],
    ['65 strides on each hart', [0, 2], pages(65), ['0 mm! self', '2 mm! ipi']],
    ['one hart', [0], pages(1), ['0 page self']],
    ['after an install', [0, 2], { scope: 'pageLocal' }, ['0 page self']],
  ] as const)('interrupts: %s', (_name, harts, request, expected) => expect(fences(ipi, harts, request)).toEqual(expected));
});

it('without an architecture: kernel 6.2', () => expect(fences(createMmu, [0], pages(2))).toEqual(['0 mm! self']));

it('harts beyond the first word', () => {
  expect(fences(made('6.2'), [0, 40, 63], { cpu: 40 }, 64)).toEqual(['0 page firmware', '40 page self', '63 page firmware']);
  expect(fences(made('6.2'), [63], { cpu: 63 }, 64)).toEqual(['63 page self']);
});
