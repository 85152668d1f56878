import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

const EXAMPLE = 'examples/oops.txt';
const file = (text: string): string => {
  const path = join(folder(), 'log.txt');
  writeFileSync(path, text);
  return path;
};
interface Document { readonly reports: readonly { readonly verdict: string; readonly arch: string | null; readonly config: string | null; readonly profile: string | null; readonly entries: readonly object[] }[]; readonly omitted?: number }
const documentOf = (...args: string[]): Document => JSON.parse(faultline('oops', '--json', ...args).out) as Document;
const SEGFAULT = 'app[77]: segfault at 18 ip 0000555500001234 sp 00007ffc00000000 error 6\n';
const DAMAGED = 'BUG: Bad page map in process app  pte:676b700029736c6f pmd:44967067\n';

describe('oops', () => {
  it('says in words what it says as JSON', () => {
    const { status, out, err } = faultline('oops', EXAMPLE);
    expect([status, err]).toEqual([0, '']);
    expect(out.split('\n')[0]).toBe('entry-explains: the entry explains the fault: the entry does not let the access write (read-only)');
    expect(documentOf(EXAMPLE).reports).toMatchObject([{ verdict: 'entry-explains', arch: 'x86-64', config: 'l4', profile: '6.12', entries: [{}, {}, {}, { level: 'pte', kernel: 'r--' }] }]);
  });

  it('reads the standard input', () => {
    const run = spawnSync(process.execPath, ['tools/run-ts.mjs', 'packages/cli/src/bin.ts', 'oops', '-'], { cwd: join(import.meta.dirname, '../../..'), input: SEGFAULT, encoding: 'utf8' });
    expect([run.status, run.stdout.split(': ')[0]]).toEqual([0, 'program-error']);
  });

  it.each([[0, SEGFAULT], [1, DAMAGED], [1, SEGFAULT + DAMAGED + SEGFAULT], [1, 'BUG: Bad page map in process app  pte:8020000012345067 pmd:10a0b067\n'], [0, 'swap_free: Unused swap offset entry 0000000000123456\n']])('status %i by the gravest of %j', (status, text) =>
    expect(faultline('oops', file(text)).status).toBe(status));

  it.each([
    [[], '', 'no report was recognised; it was looked for page-fault oopses'], [[], 'usb 1-1: new device\n', 'no report was recognised'],
    [[], 'BUG: unable to handle kernel NULL pointer dereference at 00000018\n*pde = 00000000\n', ':1: this is a report of x86 of 32 bits, and kernels of 32 bits are not modelled'],
    [['--arch', 'arm64'], `${SEGFAULT}`, ':1: this is a report of x86-64, and --arch arm64 is asked for; leave --arch out, or give x86-64'],
    [['--arch', 'mips'], SEGFAULT, "there is no architecture 'mips' of which reports are read; use one of x86-64, arm64, riscv, s390"],
    [['--arch', 'x86-64:l9'], SEGFAULT, "x86-64 has no geometry 'l9'"], [['--os', 'dos'], SEGFAULT, "--os is 'dos'"], [['--limit', '0'], SEGFAULT, "--limit is '0'; pass a whole number"],
    [['--maxphyaddr', '60'], SEGFAULT, "--maxphyaddr is '60'; pass a whole number from 32 to 52"], [['--kernel', 'mine'], SEGFAULT, "--kernel is 'mine', which is no release"],
  ])('%j with %j: one line, status 2', (args, text, message) => {
    const { status, out, err } = faultline('oops', ...args, file(text));
    expect({ status, out, lines: err.split('\n').length }).toEqual({ status: 2, out: '', lines: 2 });
    expect(err).toContain(message);
  });

  it('what the text does not tell can be said', () => {
    const bare = file('BUG: Bad page map in process app  pte:8000000012345067 pmd:10a0b067\n');
    expect(documentOf('--arch', 'amd64:l5', '--kernel', '6.6.30', bare).reports).toMatchObject([{ arch: 'x86-64', config: 'l5', profile: '6.12' }]);
  });

  it('more reports than the limit are counted', () => {
    const many = file(SEGFAULT.repeat(12));
    const { err, out } = faultline('oops', '--limit', '10', '--json', many);
    expect([(JSON.parse(out) as Document).omitted, err]).toEqual([2, 'faultline: 2 more reports were found and not analysed; --limit N analyses more\n']);
  });

  it('reports that are left out beside others are told', () => {
    expect(faultline('oops', '--arch', 'x86-64', file(`${SEGFAULT}app[77]: unhandled exception: DABT (lower EL), ESR 0x0000000092000006, level 2 translation fault in app[aaaac0000000+9000]\n`)).err).toBe(
      'faultline: 1 reports of another architecture (the first in line 2, of arm64) are left out\n');
  });

  it.each([40, 60, 100])('no line is wider than %i, and every entry stands whole', (width) => {
    const { out } = faultline('oops', '--width', String(width), EXAMPLE);
    expect(out.split('\n').filter((line) => line.length > width)).toEqual([]);
    expect(out.match(/0x[0-9a-f]{16}\b/g)).toContain('0x80000001234d9161');
  });
});

describe('fault', () => {
  it.each([
    [['--arch', 'x86-64', '0xb'], 'x86-64 0xb  kernel write: a reserved bit was set'], [['--arch', 'arm64', '0x9600004f'], 'data abort from EL1: write, level 3 permission fault'],
    [['--arch', 's390', '4', '--teid', '0x483'], 'low-address protection'], [['--arch', 'riscv64', 'f', '--status', '0x120'], 'store/AMO page fault, kernel mode'],
  ])('%j', (args, words) => expect(faultline('fault', ...args).out.replace(/\s+/g, ' ')).toContain(words.replace(/\s+/g, ' ')));

  it('on every architecture where none is named', () => expect((JSON.parse(faultline('fault', '--json', '0x4').out) as { arch: string }[]).map(({ arch }) => arch)).toEqual(['x86-64', 'arm64', 'riscv', 's390']));
  it.each([[['xyz'], "'xyz' is no 64-bit value"], [['--arch', 'vax', '1'], "there is no architecture 'vax'"], [['1', '--teid', '1', '--status', '1'], '--teid is of s390']])('%j is misuse', (args, message) => {
    const { status, err } = faultline('fault', ...args);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});
