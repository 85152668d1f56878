import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const FORK_COW = join(EXAMPLES, 'fork-cow.yaml');
const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml'));

describe('compare', () => {
  it('shows each step of a scenario side by side', () => {
    const { status, out, err } = faultline('compare', join(EXAMPLES, 'mprotect-exclusive.yaml'), '--arch', 'x86-64', '--kernel', '6.1,6.2-rc3');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "mprotect-exclusive: write access taken away and given back; the page belongs to the process alone,
      so the write after that takes no fault

                x86-64, 6.1                                  x86-64, 6.2

      0  mmap A as=m pages=1 prot=rw share=private backing=anon
      outcome   ok  faults 0+0
      tables    1 page
      events    4

      1  write A at=m+0 value=17
      outcome   ok  faults 1+0
      branch    do_anonymous_page/new-page
      pte       0x8000000000105867
                young dirty write softDirty
      pages     A.m 0 p0 x1
      tables    4 pages
      events    30

      2  mprotect A at=m+0 pages=1 prot=r
      outcome   ok  faults 0+0
      pte       0x8000000000105865
                young dirty softDirty
      flushes   1 range
      events    18

      3  mprotect A at=m+0 pages=1 prot=rw
      outcome   ok  faults 0+0
      branch    can_change_pte_writable/private
                change_pte_range/made-writable
      pte       0x8000000000105867
                young dirty write softDirty
      flushes   1 range
      events    20

      4  write A at=m+0 value=34
      outcome   ok  faults 0+0
      pte       0x8000000000105867
                young dirty write softDirty
      events    8

      totals
      minor     1
      flushes   2
      tables    4
      events    80

      1+0: minor+major; x2: mapped twice; p0+: p0 p1…; a/b: a rule; -: none (--legend)

      The runs do not part. No entry differs in its bits.
      "
    `);
  });

  it.each(names)('parts nowhere without saying where: %s', (name) => {
    const { out } = faultline('compare', join(EXAMPLES, name));
    expect(out.trimEnd().split('\n\n').at(-1)).toMatch(/^(They part first in step \d+[^]*|The runs do not part\. )(Entries\s+differ\s+in\s+bits\s+first\s+in\s+step|No entry differs in its bits)/);
  });

  it('gives the same as JSON, without events', () => {
    const { out } = faultline('compare', FORK_COW, '--json');
    const { scenario, columns, parting } = JSON.parse(out);
    expect([scenario, columns.map(({ label }: { label: string }) => label), parting.step, parting.what]).toEqual(['fork-cow', ['x86-64', 'arm64', 's390'], 4, 'faults']);
    expect(columns[0].steps[5]).toMatchObject({ result: 'ok', faults: [1, 0], branches: ['do_wp_page/copy'], pte: { raw: '0x800000000010a867' }, flushes: { page: 1 } });
  });
});

describe('run', () => {
  it('writes one document a scenario, the same that --json prints', () => {
    const out = join(folder(), 'documents');
    const { status, err } = faultline('run', EXAMPLES, '--target', 'x86_64-6.2', '--out', out);
    expect({ status, err }).toEqual({ status: 0, err: `faultline: ${names.length} written to ${out}, 0 refused\n` });
    expect(readdirSync(out).sort()).toEqual(names.map((name) => name.replace('yaml', 'json')).sort());
    expect(readFileSync(join(out, 'fork-cow.json'), 'utf8')).toBe(faultline('run', FORK_COW, '--arch', 'x86-64', '--json').out);
  });

  it('refuses by name what the model has no notion of: misuse, where it was named', () => {
    const file = join(folder(), 's.yaml');
    writeFileSync(file, 'name: merged\nabout: KSM\nsteps:\n  - mmap: {proc: A, as: m, pages: 1, prot: rw, share: private, backing: anon}\n  - madvise: {proc: A, at: m+0, pages: 1, advice: mergeable}\n');
    expect(faultline('run', file, '--arch', 's390')).toEqual({
      status: 2, out: '', err: 'faultline: refused merged: it needs KSM, which the model has no notion of yet\n',
    });
  });

  it('writes a log from which replay makes the state at any event', () => {
    const log = join(folder(), 'log.jsonl');
    expect(faultline('run', FORK_COW, '--arch', 'arm64:4k-48+swaf', '--kernel', '6.1', '--log', log).status).toBe(0);
    const { status, out } = faultline('replay', log, '--to', '2');
    expect(status).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "arm64:4k-48+swaf, kernel 6.1, after event 2: TableAllocated level=3 mm=1 table=0x202 base=0x0
      mm 1
        root table 0x202, 4096 bytes of tables, faults 0+0
      tables (number in 2 KiB units)
        0x202 p4d
      frames
        0x101 refs 1 mapped 0 value 0
      "
    `);
    expect(JSON.parse(faultline('replay', log, '--json').out).state.mms['1'].vmas).toEqual([]);
  });
});

describe('decode', () => {
  it('names every bit', () => {
    expect(faultline('decode', '--arch', 's390', '0x10213f').out).toMatchInlineSnapshot(`
      "0x000000000010213f  pte: page, frame 0x102
      63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
      0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0001 0000 0010 0001 0011 1111
        63:12  frame = 0x102  (page frame)
            8  NX  (fetch refused)
            5  write
            4  read
            3  dirty
            2  young
            1  soft-dirty
            0  present
        kernel reads: present young dirty read write noexec softDirty
        hardware reads: rw- for whoever has these tables
      "
    `);
  });

  it('prints an array of JSON, an object an entry', () => {
    const entries: { kind: string }[] = JSON.parse(faultline('decode', '--arch', 'x86-64', '--level', 'pmd', '--json', '0', '106067').out);
    expect(entries.map(({ kind }) => kind)).toEqual(['none', 'table']);
  });
});

describe('explore', () => {
  it('prints the shortest run that breaks an invariant, and every bound', () => {
    const { status, out } = faultline('explore', 'free-before-flush', '--without', 'flush-before-free');
    expect(status).toBe(1);
    expect(out).toMatch(/^free-before-flush without flush-before-free: violated\nI2: CPU 1 read frame 0x[0-9a-f]+, which was freed\nshortest run, 11 steps:\n/);
    expect(out).toMatch(/bounds:\n {2}2 CPUs, one address space, one page\n(.*\n)+ {2}at most 200000 states\n/);
  });

  it('finds nothing with the rule on', () => {
    const { status, out } = faultline('explore', 'free-before-flush', '--json');
    expect([status, JSON.parse(out).verdict]).toEqual([0, 'holds']);
  });

  it('says so when its budget ends the search', () => {
    expect(faultline('explore', 'free-before-flush', '--max-states', '10')).toMatchObject({ status: 3, err: '' });
  });
});

describe('verify', () => {
  /** A folder of recordings made by the model itself, with one value changed by hand. */
  function recordings(change: (text: string) => string): string {
    const base = folder();
    mkdirSync(join(base, 'arm64-6.2'));
    faultline('run', FORK_COW, '--target', 'arm64-6.2', '--out', join(base, 'arm64-6.2'));
    const file = join(base, 'arm64-6.2', 'fork-cow.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return base;
  }

  it('agrees with a recording that is equal', () => {
    const { status, out } = faultline('verify', EXAMPLES, recordings((text) => text));
    expect([status, out.trimEnd().split('\n').at(-1)]).toEqual([0, 'targets 1, scenarios 1, steps 13, values compared 342, explained 0, unexplained 0']);
  });

  it('finds a planted difference, by kind of observable', () => {
    const { status, out } = faultline('verify', EXAMPLES, recordings((text) => text.replace('p1 x1', 'p1 x2')));
    expect(status).toBe(1);
    expect(out).toContain('  mapcount: ');
    expect(out).toContain('fork-cow, step 5, B.m, page 0: kernel "x2", model "x1"');
  });

  it('counts targets it cannot run as refused', () => {
    const base = recordings((text) => text);
    mkdirSync(join(base, 'loongarch64-6.2'));
    const { status, out } = faultline('verify', EXAMPLES, base);
    expect(status).toBe(0);
    expect(out).toContain('target loongarch64-6.2 refused: it is not known as a target');
  });

  it.each([[], ['--json']])('is misused where no target was compared, as one folder too deep %j', (...options) => {
    const deep = join(recordings((text) => text), 'arm64-6.2');
    writeFileSync(join(deep, 'another.json'), '{}');
    const { status, out, err } = faultline('verify', EXAMPLES, deep, ...options);
    expect([status, out]).toEqual([2, '']);
    expect(err).toBe(`faultline: ${deep}: no target was compared: 'another.json' is not known as a target, nor is any of 1 more; name the folder above the recordings, which has a folder for each target\n`);
  });

  it('is misused where the one target asked for cannot be run', () => {
    const base = recordings((text) => text);
    mkdirSync(join(base, 'loongarch64-6.2'));
    expect(faultline('verify', EXAMPLES, base, '--target', 'loongarch64-6.2')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('\'loongarch64-6.2\' is not known as a target; name') });
  });

  it('is misused where nothing was recorded of the scenarios', () => {
    const base = folder();
    mkdirSync(join(base, 'arm64-6.2'));
    expect(faultline('verify', EXAMPLES, base)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('nothing was compared') });
  });
});

describe('plain text fits 100 columns', () => {
  const calls: string[][] = [
    ...names.map((name) => ['compare', join(EXAMPLES, name)]), ['run', FORK_COW, '--arch', 's390'], ['explore', 'free-before-flush', '--without', 'flush-before-free'],
    ['decode', '--arch', 'x86-64', '0x8000000000105867'], ['decode', '--arch', 'arm64', '0x00e8000040a05f43'], ['--help'], ['compare', '--help'], ['run', '--help'],
  ];
  it.each(calls)('%s %s', (...args) => {
    const { out } = faultline(...args);
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});
