import type { Mapping } from '../mapping';
import { flagsOf, toldBy, type Run, type Told, type Vma } from './truth';

/** One thing in which the kernel's account of pages and the row of their entry do not agree. */
export interface Difference {
  readonly va: string;
  readonly what: 'present' | 'swap' | 'frame' | 'frames in a row' | 'swap type' | 'swap offset' | 'soft-dirty' | 'uffd-wp' | 'write' | 'exec' | 'huge';
  readonly kernel: unknown;
  readonly entry: unknown;
  readonly vma: Vma;
  readonly row: Mapping | undefined;
}
/** Pages that one entry covers and one run of the account tells of: `told` is of the first. */
export interface Stretch {
  readonly va: bigint;
  readonly pages: number;
  readonly run: Run;
  readonly told: Told;
  readonly row: Mapping | undefined;
}
const PAGE = 12n;
const NOTHING: Run = { va: '0x0', count: 0, pagemap: '0x0' };
const endOf = ({ va, count }: Run): bigint => BigInt(va) + (BigInt(count) << PAGE);
const least = (...all: bigint[]): bigint => all.reduce((a, b) => (b < a ? b : a));

/** The first row that ends beyond an address. Rows are in ascending order. */
function firstBeyond(rows: readonly Mapping[], va: bigint): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.va + rows[middle]!.size <= va) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The row that covers an address. */
export function rowAt(rows: readonly Mapping[], va: bigint): Mapping | undefined {
  const row = rows[firstBeyond(rows, va)];
  return row !== undefined && row.va <= va ? row : undefined;
}

/** Every page of a mapping, in stretches. */
export function* stretches(vma: Vma, rows: readonly Mapping[]): Generator<Stretch> {
  const end = BigInt(vma.end);
  const runs = vma.pages ?? [];
  for (let va = BigInt(vma.start), at = 0; va < end; ) {
    while (at < runs.length && endOf(runs[at]!) <= va) at++;
    const next = runs[at];
    const told = next !== undefined && BigInt(next.va) <= va;
    const row = rowAt(rows, va);
    const after = rows[firstBeyond(rows, va)];
    const rowEdge = row !== undefined ? row.va + row.size : (after?.va ?? end);
    const stop = least(end, rowEdge, next === undefined ? end : told ? endOf(next) : BigInt(next.va));
    const run = told ? next : NOTHING;
    yield { va, pages: Number((stop - va) >> PAGE), run, told: toldBy(run, told ? Number((va - BigInt(next.va)) >> PAGE) : 0), row };
    va = stop;
  }
}

type Pair = readonly [what: Difference['what'], kernel: unknown, entry: unknown];

/** What is there, and where. */
function places({ va, pages, run, told, row }: Stretch): Pair[] {
  const present = row?.flags['present'] === true;
  const swap = row?.swapType !== undefined;
  const frame = (): bigint => BigInt(row!.pfn!) + ((va - row!.va) >> PAGE);
  return [
    ['present', told.present, present], ['swap', told.swap, swap],
    ...(told.present && present ? [['frame', told.pfn, frame()] as const] : []),
    // the account gives a run's first page and a step: the rest of the stretch follows from both
    ...(told.present && pages > 1 ? [['frames in a row', run.step ?? 0, 1] as const] : []),
    ...(told.swap && swap ? [['swap type', told.swapType, row.swapType] as const, ['swap offset', told.swapOffset, row.swapOffset] as const] : []),
  ];
}

/** May this page be written, or run, at all? Its mapping forbids it, or what it is: a private mapping never writes to pages it shares. */
function allowed(vma: Vma, { told, run: { kpageflags = [] } }: Stretch, ksmTold: boolean): { readonly write: boolean; readonly exec: boolean } {
  const flags = flagsOf(vma);
  const shared = told.present && (told.file || kpageflags.includes('zero_page') || (ksmTold && kpageflags.includes('ksm')));
  return { write: flags.has('wr') && (flags.has('sh') || !shared), exec: flags.has('ex') };
}

function rights(vma: Vma, stretch: Stretch, ksmTold: boolean): Pair[] {
  const { row } = stretch;
  if (row === undefined || (row.kind !== 'page' && row.kind !== 'huge')) return [];
  const { write, exec } = allowed(vma, stretch, ksmTold);
  return [...(write ? [] : [['write', false, row.flags['write']] as const]), ...(exec ? [] : [['exec', false, row.flags['exec']] as const])];
}

/** PAGEMAP_SCAN's category of huge pages; hugetlb pages of any size belong to it. */
function huge({ pagemapScan, vmFlags }: Vma, { va, row }: Stretch): Pair[] {
  if (pagemapScan === undefined || row?.flags['present'] !== true) return [];
  const told = pagemapScan.some(({ start, end, flags }) => BigInt(start) <= va && va < BigInt(end) && flags.includes('huge'));
  return [['huge', told, row.level > 0 || vmFlags.split(' ').includes('ht')]];
}

/** Everything that a stretch's row and the kernel's account differ in. `ksmTold`: the page flag means what it says (rule 8). */
export function compare(vma: Vma, stretch: Stretch, ksmTold: boolean): Difference[] {
  const { va, told, row } = stretch;
  const pairs: Pair[] = [
    ...places(stretch), ['soft-dirty', told.softDirty, row?.flags['softDirty'] === true], ['uffd-wp', told.uffdWp, row?.flags['uffdWp'] === true],
    ...rights(vma, stretch, ksmTold), ...huge(vma, stretch),
  ];
  return pairs.filter(([, kernel, entry]) => kernel !== entry).map(([what, kernel, entry]) => ({ va: `0x${va.toString(16)}`, what, kernel, entry, vma, row }));
}
