import { ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, WALK_OK } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { foretell, isDefect, mappings, merged, pageTables, readDump, withAttributes, type Mapping, type Overlay, type PageTables } from './index';
import { compare, rowAt, stretches, type Difference } from './testing/account';
import { architectureOf, NAMES, textOf, THERE } from './testing/dumps';
import { EXPLAINED, EXPLAINED_PROBES, leftOutOfSmaps } from './testing/explained';
import { flagsOf, type Probe, type Truth, type Vma } from './testing/truth';

/** A dump, its rows, and what the kernel itself said. */
interface Case {
  readonly name: string;
  readonly tables: PageTables;
  readonly rows: readonly Mapping[];
  readonly truth: Truth;
}
function load(name: string): Case {
  const text = textOf(name);
  const tables = pageTables(readDump(text), architectureOf(name));
  return { name, tables, rows: [...mappings(tables)], truth: (JSON.parse(text) as { truth: Truth }).truth };
}

const usedRules = new Set<string>();
const KIB = 1024;

/** Unexplained differences of every page of every mapping, and how much was compared. */
function pageDifferences({ tables, rows, truth }: Case): { found: Difference[]; pages: number } {
  const ksmTold = tables.architecture.kernel !== '6.12';
  const found: Difference[] = [];
  let pages = 0;
  for (const vma of truth.vmas)
    for (const stretch of stretches(vma, rows)) {
      pages += stretch.pages;
      found.push(...compare(vma, stretch, ksmTold).filter((difference) => {
        const explained = EXPLAINED.find(({ covers }) => covers(difference));
        if (explained !== undefined) usedRules.add(explained.reason);
        return explained === undefined;
      }));
    }
  return { found, pages };
}

const within = (rows: readonly Mapping[], { start, end }: Vma): Mapping[] => rows.filter(({ va }) => va >= BigInt(start) && va < BigInt(end));

/** Bytes of the page that an entry is part of: contiguous entries are 16 to a page, for hugetlb. */
const hugetlbSize = ({ pageSize, flags }: Mapping): number => Number(pageSize) * (flags['cont'] === true || flags['napot'] === true ? 16 : 1);

/** What smaps says of huge pages, and what the entries say, in KiB. */
function hugeTotals({ tables, rows }: Case, vma: Vma): { kernel: number; entries: number } {
  const { AnonHugePages = 0, ShmemPmdMapped = 0, FilePmdMapped = 0 } = vma.smapsKiB;
  const isZero = (row: Mapping): boolean => (vma.pages ?? []).some(({ va, kpageflags }) => BigInt(va) === row.va && kpageflags?.includes('zero_page') === true);
  const counted = within(rows, vma).filter((row) => row.level > 0 && row.pfn !== undefined
    && !leftOutOfSmaps(row, isZero(row), tables.architecture.kernel, tables.architecture.machineName));
  return { kernel: AnonHugePages + ShmemPmdMapped + FilePmdMapped, entries: counted.reduce((sum, { size }) => sum + Number(size) / KIB, 0) };
}

const ACCESS = { read: ACCESS_READ, write: ACCESS_WRITE, execute: ACCESS_EXEC } as const;
/** Rights that leave the decision to the entry. */
const ALL_KEYS_OPEN = 0;

/** What probes tell apart: the page an entry is part of. Contiguous entries change together. */
const unitOf = (row: Mapping | undefined, va: string): string => (row === undefined ? va : `${row.va / BigInt(hugetlbSize(row))} ${row.level}`);

interface Foretellings {
  readonly allowed: number;
  readonly refused: number;
  readonly undecided: number;
  readonly wrong: readonly string[];
}

/** Each access that meets the dumped entry, against the hardware model. Once one took a fault, the entry is another. */
function foretellings({ name, tables, rows, truth }: Case): Foretellings {
  const changed = new Set<string>();
  const overlay: Overlay = new Map();
  const count = { allowed: 0, refused: 0, undecided: 0 };
  const wrong: string[] = [];
  for (const probe of truth.probes) {
    const row = rowAt(rows, BigInt(probe.va));
    const unit = unitOf(row, probe.va);
    const faulted = probe.minor + probe.major > 0 || probe.signal !== undefined;
    if (changed.has(unit)) count.undecided++;
    else {
      const refused = foretell(tables, BigInt(probe.va), ACCESS[probe.access], overlay, ALL_KEYS_OPEN).fault !== WALK_OK;
      count[refused ? 'refused' : 'allowed']++;
      if (refused !== faulted && !isExplained(probe, refused, row, name)) wrong.push(`${probe.va} ${probe.access}: ${JSON.stringify(probe)}`);
    }
    if (faulted) changed.add(unit);
  }
  return { ...count, wrong };
}

function isExplained(probe: Probe, refused: boolean, row: Mapping | undefined, name: string): boolean {
  const explained = EXPLAINED_PROBES.find(({ covers }) => covers(probe, refused, row, name));
  if (explained !== undefined) usedRules.add(explained.reason);
  return explained !== undefined;
}

describe.skipIf(!THERE)(`page tables of real kernels${THERE ? '' : ' (skipped: no recordings)'}`, () => {
  it('are all there', () => expect(NAMES).toHaveLength(34));

  describe.each(NAMES)('%s', (name) => {
    const dump = load(name);

    it('every page of every mapping: present, frame, swap place, huge, write, exec, soft-dirty, uffd-wp', () => {
      const { found, pages } = pageDifferences(dump);
      expect(found.map(({ va, what, kernel, entry, vma, row }) => `${va} ${what}: ${String(kernel)}, ${String(entry)}; ${vma.name} ${vma.vmFlags} ${row?.kind}`)).toEqual([]);
      expect(pages).toBeGreaterThan(5000);
    });

    it('no entry maps anything outside the mappings, none is bad or broken', () => {
      const inside = new Set(dump.truth.vmas.flatMap((vma) => within(dump.rows, vma)));
      expect(dump.rows.filter((row) => !inside.has(row))).toEqual([]);
      expect(dump.rows.filter(({ kind }) => isDefect(kind) || kind === 'bad' || kind === 'folded')).toEqual([]);
    });

    it('hugetlb pages have the size of their mapping', () => {
      const pages = dump.truth.vmas.filter((vma) => flagsOf(vma).has('ht'))
        .flatMap((vma) => within(dump.rows, vma).filter(({ pfn }) => pfn !== undefined).map((row) => [hugetlbSize(row), vma.smapsKiB['MMUPageSize']! * KIB]));
      expect(pages.filter(([entry, kernel]) => entry !== kernel)).toEqual([]);
    });

    it('other huge pages add up to what smaps says', () => {
      const totals = dump.truth.vmas.filter((vma) => !flagsOf(vma).has('ht')).map((vma) => ({ start: vma.start, ...hugeTotals(dump, vma) }));
      expect(totals.filter(({ kernel, entries }) => kernel !== entries)).toEqual([]);
    });

    it('merging loses no byte, and a filter splits the rows in two', () => {
      const total = (rows: readonly Mapping[]): bigint => rows.reduce((sum, { size }) => sum + size, 0n);
      const joined = [...merged(dump.rows, 12)];
      expect(total(joined)).toBe(total(dump.rows));
      expect(joined.length).toBeLessThan(dump.rows.length / 2);
      expect(withAttributes(dump.rows, ['write']).length + withAttributes(dump.rows, ['no-write']).length).toBe(dump.rows.length);
    });

    it('hardware, given the dumped entry, does what the access did', () => {
      const { allowed, refused, undecided, wrong } = foretellings(dump);
      console.log(`${name}: ${allowed + refused} decided (${allowed} allowed, ${refused} refused), ${undecided} undecided`);
      expect(wrong).toEqual([]);
      expect(allowed + refused + undecided).toBe(dump.truth.probes.length);
      expect(Math.min(allowed, refused)).toBeGreaterThan(80);
    });
  });

  it('each explanation explains something', () => expect([...EXPLAINED, ...EXPLAINED_PROBES].map(({ reason }) => reason).filter((reason) => !usedRules.has(reason))).toEqual([]));
});
