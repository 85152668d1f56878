import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, WALK_OK, type Access, type Architecture, type DecodedEntry, type Kernel,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';
import { indexAt, tablesOf, walkOf } from './testing/tables';

const folder = join(import.meta.dirname, '../../../../shared/pagetables');
const there = existsSync(folder);
interface Run { va: string; count: number; pagemap: string; step?: number; flags: string[]; pfn?: string; swapType?: number; swapOffset?: string }
interface Vma { start: string; end: string; vmFlags: string; pages?: Run[] }
interface Probe { va: string; access: string; wasPresent: boolean; minor: number; major: number; signal?: string }
interface Capture {
  config: { levels: number; svnapot: boolean; svpbmt: boolean; registers: { satp: string } };
  root: { table: string };
  tables: Record<string, { level: number; size: number; fill: string; e: Record<string, string> }>;
  truth: { vmas: Vma[]; probes: Probe[] };
}
const FILES = there ? readdirSync(folder).filter((name) => name.startsWith('riscv64-')) : [];
const read = (file: string): Capture => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Capture;

/** The mode field of `satp`, bits 63:60 (arch-riscv §1). */
const MODES: Readonly<Record<string, string>> = { 8: 'sv39', 9: 'sv48', 10: 'sv57' };

function archOf(file: string, { config }: Capture): Architecture {
  const mode = MODES[String(BigInt(config.registers.satp) >> 60n)]!;
  const kernel = /-(6\.\d+)-/.exec(file)![1] as Kernel;
  return riscv({ kernel, config: `${mode}${config.svnapot ? '+svnapot' : ''}${config.svpbmt ? '+svpbmt' : ''}` });
}

/** Tables by frame, as the test's walker memory holds them. A table's `fill` stands for the entries it does not list. */
const framesOf = ({ tables }: Capture): Map<number, Map<number, bigint>> => new Map(Object.entries(tables).map(([phys, { size, fill, e }]) =>
  [Number(BigInt(phys) >> 12n), new Map(Array.from({ length: size }, (_, index) => [index, BigInt(e[index] ?? fill)]))]));

/** The entry an address ends at, read level by level as software does. */
function entryAt(arch: Architecture, frames: Map<number, Map<number, bigint>>, root: number, va: bigint): Found {
  let frame = root;
  for (let level: number = arch.geometry.topLevel; ; level--) {
    const entry = arch.codec.decode(level, frames.get(frame)?.get(indexAt(level, va)) ?? 0n);
    if (entry.kind !== 'table') return { entry, level };
    frame = Number(entry.tablePhys! >> 12n);
  }
}

/** What pagemap tells of one page: `present` and frame, or swap type and offset. */
function pagemapOf({ pagemap, step = 0 }: Run, at: number): { present: boolean; swap: boolean; pfn: bigint; type: number; offset: bigint } {
  const word = BigInt(pagemap) + BigInt(step) * BigInt(at);
  return {
    present: (word >> 63n) !== 0n, swap: ((word >> 62n) & 1n) !== 0n, pfn: word & (2n ** 55n - 1n), type: Number(word & 31n), offset: (word >> 5n) & (2n ** 50n - 1n),
  };
}

interface Found {
  readonly entry: DecodedEntry;
  readonly level: number;
}
type Told = ReturnType<typeof pagemapOf>;

/** Pages from the first that the leaf maps. */
const insideOf = ({ entry, level }: Found, vpn: bigint): bigint => vpn % 2n ** BigInt(entry.flags.napot === true ? 4 : 9 * level);

/** Does the codec read from the entry what the kernel told of the page? */
function agrees(found: Found, vpn: bigint, told: Told): boolean {
  const { entry } = found;
  if (entry.flags.present !== told.present) return false;
  if (told.present) return BigInt(entry.pfn!) + insideOf(found, vpn) === told.pfn;
  return !told.swap || (entry.swap?.type === told.type && entry.swap.offset === told.offset);
}

/** The pages of a run to look at: each, but of a huge leaf the first and the last only. */
function* pagesOf(run: Run, find: (va: bigint) => Found): Generator<{ vpn: bigint; found: Found; told: Told }> {
  const first = BigInt(run.va) >> 12n;
  for (let at = 0; at < run.count; at++) {
    const vpn = first + BigInt(at);
    const found = find(vpn << 12n);
    yield { vpn, found, told: pagemapOf(run, at) };
    const last = Math.min(at + 2 ** (9 * found.level) - 1 - Number(insideOf(found, vpn)), run.count - 1);
    if (last > at) at = last - 1;
  }
}

const ACCESS: Readonly<Record<string, Access>> = { read: ACCESS_READ, write: ACCESS_WRITE, execute: ACCESS_EXEC, exec: ACCESS_EXEC, call: ACCESS_EXEC };

describe.skipIf(!there)(`page tables of real kernels${there ? '' : ' (skipped: no recordings)'}`, () => {
  it('are all there', () => expect(FILES).toHaveLength(7));

  describe.each(FILES)('%s', (file) => {
    const capture = read(file);
    const arch = archOf(file, capture);
    const frames = framesOf(capture);
    const root = Number(BigInt(capture.root.table) >> 12n);

    it('has the levels its mode says', () => expect(arch.geometry.topLevel + 1).toBe(capture.config.levels));

    it('every page that pagemap tells of', () => {
      const runs = capture.truth.vmas.flatMap(({ pages = [] }) => pages);
      const pages = runs.flatMap((run) => [...pagesOf(run, (va) => entryAt(arch, frames, root, va))]);
      expect(pages.filter(({ vpn, found, told }) => !agrees(found, vpn, told))).toEqual([]);
      expect(pages.length).toBeGreaterThan(1500);
      expect(new Set(pages.filter(({ told }) => told.present).map(({ found }) => found.level))).toEqual(new Set([0, 1, 2]));
      expect(pages.filter(({ told }) => told.swap).length).toBeGreaterThanOrEqual(20);
    });

    it('every entry of the user\'s half is of a kind that user memory has', () => {
      const kinds = new Set<string>();
      for (const [phys, { level }] of Object.entries(capture.tables))
        for (const [index, raw] of frames.get(Number(BigInt(phys) >> 12n))!)
          if (phys !== capture.root.table || index < 256) kinds.add(arch.codec.decode(level - 1, raw).kind);
      const marked = kinds.delete('marker');
      expect([...kinds].sort()).toEqual(['huge', 'none', 'page', 'protnone', 'swap', 'table']);
      expect(marked).toBe(arch.kernel === '6.12');
    });

    it('the first access to each present page does what the walk says', () => {
      const met = new Set<string>();
      for (const probe of capture.truth.probes.filter(({ wasPresent }) => wasPresent)) {
        if (met.has(probe.va)) continue;
        met.add(probe.va);
        const out = walkOf(arch, tablesOf(frames), BigInt(probe.va), ACCESS[probe.access]!, true, root);
        const faulted = probe.minor + probe.major > 0 || probe.signal !== undefined;
        expect(`${probe.va} ${probe.access} ${out.fault !== WALK_OK}`).toBe(`${probe.va} ${probe.access} ${faulted}`);
      }
      expect(met.size).toBeGreaterThan(150);
    });
  });
});
