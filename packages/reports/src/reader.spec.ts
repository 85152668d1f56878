import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, readReports, statusOf } from './index';
import { MAKERS, reportsOf } from './testing/makers';
import { DECORATIONS, x86New } from './testing/print';

const fault = (address: bigint, pte: bigint, release = '6.1.59') => x86New({ release, address, code: 3n, entries: [0x2a01067n, 0x2a02067n, 0x3c7a063n, pte] });
const A = fault(0xffffc90000444000n, 0x80000001234d9161n);
const B = fault(0xffffc90000555000n, 0x800000017654b161n, '6.1.60');
const mixed = (first: readonly string[], second: readonly string[], tags: readonly [string, string] = ['', '']): string =>
  first.flatMap((line, at) => [`${tags[0]}${line}`, ...(second[at] === undefined ? [] : [`${tags[1]}${second[at]}`])]).join('\n');
const told = (text: string) => reportsOf(text).map(({ fault: said, entries, release }) => [said?.address, entries.at(-1)?.raw, release]);
const OF_A = ['0xffffc90000444000', '0x80000001234d9161', '6.1.59'];
const OF_B = ['0xffffc90000555000', '0x800000017654b161', '6.1.60'];
const GROUP = ['swap_free: Bad swap file entry 007e9058', 'BUG: Bad page map in process app  pte:fd20b000 pmd:16d7b08067'];

describe('a text', () => {
  it.each([['empty', ''], ['of other lines', 'usb 1-1: new device\n'.repeat(1000)], ['of bytes', '\u0000\u0001\ufffd'.repeat(999)], ['of one endless line', 'PGX 1 '.repeat(100_000)]])('%s has none', (_what, text) => {
    const found = readReports([text], MAKERS);
    expect([found.reports, statusOf(found)]).toEqual([[], 2]);
  });

  it('says the same in whatever pieces it comes', () => {
    const text = `${DECORATIONS['uptime']!(A)}usb\nusb\n${DECORATIONS['uptime']!(B)}app[77]: segfault at 18 ip 1234 sp 5678 error 6\n`;
    const whole = documentOf(readReports([text], MAKERS));
    expect(whole.reports).toHaveLength(3);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 }), (sizes) => {
      const pieces: string[] = [];
      let at = 0;
      for (const size of sizes) pieces.push(text.slice(at, (at += size)));
      expect(documentOf(readReports([...pieces, text.slice(at)], MAKERS))).toEqual(whole);
    }), { seed: 4711 });
  });

  it('two reports one after the other, with the lines that they stand in', () => {
    expect(told([...A, ...B].join('\n'))).toEqual([OF_A, OF_B]);
    expect(reportsOf([...A, 'usb', ...B].join('\n')).map(({ lines }) => lines)).toEqual([[1, 8], [10, 17]]);
  });

  it('two reports line by line', () => expect(told(mixed(A, B))).toEqual([OF_A, OF_B]));
  it('two reports line by line, told apart by who printed them', () => {
    expect(told(mixed(A, B, ['[   12.3] [ T1] ', '[   12.3] [    C2] ']))).toEqual([OF_A, OF_B]);
    expect(told(mixed(A, [...B].slice(0, 4), ['[   12.3] [ T1] ', '[   12.3] [ T2] ']))).toEqual([OF_A, ['0xffffc90000555000', '0x800000017654b161', '6.1.59']]);
  });

  it.each([1, 2, 3, 4, 5])('a report that is cut after line %i, and another one', (lines) => {
    const [first, second] = reportsOf([...A.slice(0, lines), ...B].join('\n'));
    expect([first!.fault!.address, second!.fault!.address, second!.entries.at(-1)!.raw]).toEqual([OF_A[0], OF_B[0], OF_B[1]]);
  });

  it.each([1, 2, 3, 5])('a report that ends after line %i says what is missing', (lines) => expect(reportsOf(A.slice(0, lines).join('\n'))[0]).toMatchObject({ kind: 'page-fault', fault: { address: OF_A[0] } }));

  it('what belongs together is one report', () => {
    const rss = ['BUG: Bad rss-counter state mm:00000000deadc0de type:MM_ANONPAGES val:512', 'BUG: non-zero pgtables_bytes on freeing mm: 4096'];
    expect(reportsOf([...GROUP, ...rss].join('\n'))).toMatchObject([{ kind: 'bad-page-map', lines: [1, 4], swapValues: [{ matches: 'pte' }], counters: [{ name: 'MM_ANONPAGES', inHugePages: 1 }, { name: 'pgtables_bytes', inTables: 1 }] }]);
    expect(reportsOf([GROUP[1], GROUP[0]].join('\n'))).toMatchObject([{ kind: 'bad-page-map', swapValues: [{ matches: 'pte' }] }]);
    expect(reportsOf([...GROUP, ...GROUP].join('\n'))).toMatchObject([{ lines: [1, 2], swapValues: [{}] }, { lines: [3, 4], swapValues: [{}] }]);
  });

  it('a release, an architecture and a configuration hold for those beside it', () => {
    const beside = `${A.join('\n')}\nBUG: Bad page map in process app  pte:676b700029736c6f pmd:44967067\n`;
    expect(reportsOf(beside)[1]).toMatchObject({ arch: 'x86-64', release: '6.1.59', profile: '6.1', exact: true });
    expect(reportsOf('[    0.0] Linux version 6.12.3 (x)\napp[77]: segfault at 18 ip 1234 sp 5678 error 6\n')[0]).toMatchObject({ release: '6.12.3', profile: '6.12' });
  });

  it('no more than the limit is analysed, and the rest counted', () => {
    const many = 'app[77]: segfault at 18 ip 1234 sp 5678 error 6\n'.repeat(3000);
    const found = readReports([many], MAKERS);
    expect([found.reports.length, found.omitted, documentOf(found).omitted]).toEqual([1000, 2000, 2000]);
    expect(readReports([many], MAKERS, { limit: 5 }).reports).toHaveLength(5);
    expect(documentOf(readReports([many.slice(0, 200)], MAKERS))).not.toHaveProperty('omitted');
  });
});

describe('what is not read', () => {
  it.each([
    ['BUG: unable to handle kernel NULL pointer dereference at 00000018\nIP: [<c0123456>] app_fn+0x1c/0x40\n*pdpt = 0000000012345001 *pde = 0000000000000000\nOops: 0002 [#1] SMP\n', 'x86 of 32 bits with PAE'],
    ['BUG: unable to handle kernel NULL pointer dereference at 00000018\n*pde = 00000000\n', 'x86 of 32 bits'],
    ['Unable to handle kernel NULL pointer dereference at virtual address 00000018\npgd = c0004000\n[00000018] *pgd=00000000\nPC is at app_fn+0x1c/0x40\n', 'arm of 32 bits'],
    ['Unable to handle kernel paging request at virtual address c6000000\nOops [#1]\nstatus: 00000120 badaddr: c6000000 cause: 0000000d\n', 'riscv of 32 bits'],
  ])('is refused by name: %s', (text, what) => {
    const { refused, reports } = readReports([text], MAKERS);
    expect([refused.map((each) => each.what), reports]).toEqual([[what], []]);
  });

  it('reports of another architecture than the one that is asked for', () => {
    const { others, reports } = readReports([A.join('\n')], MAKERS, { arch: 'arm64' });
    expect([others, reports]).toEqual([[{ line: 1, arch: 'x86-64' }], []]);
  });

  it('a value of twenty digits is none, and nothing is made of it', () => {
    const [report] = reportsOf('BUG: unable to handle page fault for address: 12345678901234567890\n#PF: error_code(0x0003) - x\nPGD 12345678901234567890 P4D 2a01067\n');
    expect(report).toMatchObject({ fault: { address: null, code: '0x3' }, verdict: 'not-enough', entries: [{ raw: '0x0000000002a01067' }] });
  });

  it('a hashed pointer says nothing', () => {
    expect(reportsOf('mm/pgtable-generic.c:54: bad pmd (____ptrval____)(80000000abc008e7)\n')[0]).toMatchObject({ kind: 'bad-table-entry', arch: 'x86-64', entries: [{ raw: '0x80000000abc008e7' }] });
    expect(reportsOf('Unable to handle kernel paging request at virtual address ffff80000a0b0c00\nMem abort info:\n  ESR = 0x96000047\nswapper pgtable: 4k pages, 48-bit VAs, pgdp = 00000000deadbeef\n')[0]!.root).toBe(null);
  });

  it('what would steer a terminal is never said again', () => {
    const nasty = '\u001b[31m\u202e\u0007\u009b2J\u2066';
    const text = JSON.stringify(reportsOf(`BUG: Bad page map in process ${nasty}app  pte:8000000012345225 pmd:10a0b067\nfile:${nasty}x fault:${nasty}fn mmap:0x0 read_folio:0x0\nCPU: 1 PID: 1 Comm: a${nasty} Not tainted 6.1.59${nasty} #1\n`));
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]|\\u/u);
    expect(text).toContain('"release":"6.1.59"');
  });
});
