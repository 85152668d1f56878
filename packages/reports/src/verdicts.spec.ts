import { describe, expect, it } from 'vitest';
import { reportsOf } from './testing/makers';

const oops = (address: string, code: string, walk: string, more = ''): string =>
  `BUG: unable to handle page fault for address: ${address}\n#PF: error_code(0x${code}) - x\n${walk}\nOops: ${code} [#1] SMP\nCPU: 1 PID: 1 Comm: app Not tainted 6.1.59 #1\n${more}`;
const USER = 'PGD 11394a067 P4D 11394a067 PUD 100f96067 PMD 102c68067';
const KERNEL = 'PGD 2a01067 P4D 2a01067 PUD 2a02067 PMD 3c7a063';
const map = (pte: string, pmd: string, more = ''): string => `BUG: Bad page map in process app  pte:${pte} pmd:${pmd}\n${more}`;
const ANON = 'addr:00007f0011223000 vm_flags:08100073 anon_vma:ffff888012345678 mapping:0000000000000000 index:7f0011223\nfile:(null) fault:0x0 mmap:0x0 read_folio:0x0\n';
const FRAMES = 'addr:00007f0011223000 vm_flags:04044411 anon_vma:0000000000000000 mapping:0000000000000000 index:0\nfile:(null) fault:special_mapping_fault mmap:0x0 read_folio:0x0\n';
const DUMPED = 'page: refcount:1 mapcount:-1 mapping:0000000000000000 index:0x0 pfn:0x12345\nraw: 0000000000002004 ff1c000000068248 ff1c000000068248 0000000000000000\nraw: 0000000000000000 0000000000000000 00000001fffffffe 0000000000000000\n';
const arm = (address: string, esr: string, entries: string, more = ''): string =>
  `Unable to handle kernel paging request at virtual address ${address}\nMem abort info:\n  ESR = 0x${esr}\nuser pgtable: 4k pages, 48-bit VAs, pgdp=0000000041a2b000\n[${address}] ${entries}\nCPU: 1 PID: 1 Comm: app Not tainted 6.1.2 #1\n${more}`;
const ARM_USER = 'pgd=0800000001a7b003, p4d=0800000001a7b003, pud=0800000001a0e003, pmd=0800000001913003';

/** What is printed; what it comes to; reasons that are named, and such as are not. */
type Case = readonly [name: string, text: string, verdict: string, because: readonly string[], never?: readonly string[]];
const CASES: readonly Case[] = [
  ['nothing mapped below a null pointer', oops('0000000000000018', '0002', 'PGD 0 P4D 0'), 'entry-explains', ['not-present', 'null-pointer']],
  ['a write to a read-only page', oops('ffffc90000444000', '0003', `${KERNEL} PTE 80000001234d9161`), 'entry-explains', ['read-only']],
  ['a jump into data', oops('ffffc90000444000', '0011', `${KERNEL} PTE 80000001234d9163`), 'entry-explains', ['no-exec']],
  ['a page that the kernel took out of use', oops('ffff888012345000', '0000', `${KERNEL} PTE 800ffffeedcba062`), 'entry-explains', ['not-present', 'kernel-entry-invalidated'], ['numa-hint']],
  ['user memory with SMAP', oops('00007f0011223000', '0001', `${USER} PTE 8000000012345867`, 'RSP: 0018:ffffc90000003e58 EFLAGS: 00010246\nCR2: 00007f0011223000 CR3: 0000000105a34000 CR4: 0000000000370ef0\n'), 'entry-explains', ['smap'], ['unprinted-context']],
  ['user memory, and nothing says of SMAP', oops('00007f0011223000', '0001', `${USER} PTE 8000000012345867`), 'entry-explains', ['smap', 'unprinted-context']],
  ['user memory with SMAP open', oops('00007f0011223000', '0001', `${USER} PTE 8000000012345867`, 'RSP: 0018:ffffc90000003e58 EFLAGS: 00050246\nCR2: 00007f0011223000 CR3: 0000000105a34000 CR4: 0000000000370ef0\n'), 'tables-permit', ['stale-translation'], ['smap']],
  ['user code fetched by the kernel', oops('00007f0011223000', '0011', `${USER} PTE 12345867`, 'CR2: 00007f0011223000 CR3: 0000000105a34000 CR4: 0000000000370ef0\n'), 'entry-explains', ['smep'], ['no-exec']],
  ['a protection key', oops('00007f0011223000', '0027', `${USER} PTE 9000000012345867`), 'entry-explains', ['pkey']],
  ['a page that is there, and was not', oops('ffffc90000444000', '0000', `${KERNEL} PTE 80000001234d9163`), 'tables-permit', ['stale-translation', 'other-root']],
  ['a page that is not there any more', oops('ffffc90000444000', '0003', `${KERNEL} PTE 0`), 'not-enough', ['changed-since']],
  ['a table that could not be read', oops('ffffc90000444000', '0003', 'PGD 2a01067 P4D 2a01067 PUD BAD'), 'not-enough', []],
  ['a flipped bit in a table', oops('ffffc90000444000', '0003', 'PGD 2a01067 P4D 2a01067 PUD 40000002a02067'), 'near-legal', ['bit-flip']],
  ['poison in a table', oops('ffffc90000444000', '0000', 'PGD 2a01067 P4D 2a01067 PUD 6b6b6b6b6b6b6b6b'), 'overwritten', ['poison']],
  ['an address of freed memory', oops('6b6b6b6b6b6b6b6b', '0000', ''), 'program-error', ['poison']],
  ['all ones', map('ffffffffffffffff', 'ffffffffffffffff', ANON), 'overwritten', ['all-ones']],
  ['one bit in an empty entry', map('00000002', '10a0b067', ANON), 'near-legal', ['bit-flip']],
  ['the stray mark of an erratum', map('00000040', '10a0b067', ANON), 'legal', ['stray-marks']],
  ['special in anonymous memory', map('8000000012345225', '10a0b067', ANON), 'entry-explains', ['special-in-anon']],
  ['a mapcount below zero', map('8000000012345067', '10a0b067', DUMPED + ANON), 'entry-explains', ['mapcount-below-zero'], ['not-special']],
  ['a mapping of frames that lacks its mark', map('8000000012345025', '10a0b067', DUMPED + FRAMES), 'entry-explains', ['mapcount-below-zero', 'not-special']],
  ['a guard marker', map('ffffffffffffe600', '10a0b067', `${ANON}CPU: 1 PID: 1 Comm: app Not tainted 6.14.1 #1\n`), 'overwritten', []],
  ['a marker', map('fffffffffffff600', '10a0b067', `${ANON}CPU: 1 PID: 1 Comm: app Not tainted 6.14.1 #1\n`), 'legal', ['marker']],
  ['a pointer of the kernel', map('ffff888012345678', '10a0b067', ANON), 'overwritten', ['kernel-pointer']],
  ['a huge page called bad', 'mm/pgtable-generic.c:54: bad pmd 00000000a1b2c3d4(80000000abc008e7)\n', 'legal', ['huge-leaf']],
  ['a NUMA hint called bad', 'mm/pgtable-generic.c:54: bad pmd 00000000a1b2c3d4(000fffff543ff9e0)\n', 'legal', ['numa-hint']],
  ['text called a bad pmd', 'mm/pgtable-generic.c:54: bad pmd 00000000a1b2c3d4(6c6c6f6320656874)\n', 'overwritten', ['text']],
  ['a marker taken for swap', 'get_swap_device: Bad swap file entry 7c00000000000001\n', 'legal', ['marker']],
  ['a failed page taken for swap', 'get_swap_device: Bad swap file entry 6c00000000123456\n', 'legal', ['hwpoison']],
  ['user memory with SUM clear, and no entry', 'Unable to handle kernel access to user memory without uaccess routines at virtual address 0000003fb7ffe000\nOops [#1]\nstatus: 0000000200000120 badaddr: 0000003fb7ffe000 cause: 000000000000000d\n', 'program-error', ['sum']],
  ['a load that the tables have no part in', 'Oops - load access fault [#1]\nCPU: 0 PID: 1 Comm: app Not tainted 6.6.3 #1\nstatus: 0000000200000120 badaddr: ff20000000011000 cause: 0000000000000005\n', 'not-enough', ['other']],
  ['registers of a fault alone', 'status: 0000000200000120 badaddr: 0000000000000010 cause: 000000000000000d\n', 'program-error', ['null-pointer']],
  ['a page that a kernel before L1TF took out of use', oops('ffff88015a6b4000', '0000', `${KERNEL} PTE 800000015a6b4160`).replace('6.1.59', '4.4.0'), 'entry-explains', ['kernel-entry-invalidated']],
  ['the same, with the frame complemented', oops('ffff88015a6b4000', '0000', `${KERNEL} PTE 800ffffea594b160`).replace('6.1.59', '4.4.150'), 'entry-explains', ['kernel-entry-invalidated']],
  ['two bits of a soft-dirty page', map('8000000184c40966', '10a0b067', ANON), 'near-legal', ['bit-flip']],
  ['a null pointer of an architecture that is not told', 'Unable to handle kernel NULL pointer dereference at virtual address 0000000000000018\n', 'program-error', ['null-pointer']],
  ['a place in swap beyond any', 'swap_dup: Bad swap offset entry 0207070a050609aa\n', 'overwritten', ['too-many-bits']],
  ['a place in swap', 'swap_free: Unused swap offset entry 0000000000123456\n', 'not-enough', []],
  ['counters alone', 'BUG: Bad rss-counter state mm:00000000deadc0de type:MM_ANONPAGES val:512\n', 'not-enough', []],
  ['a segfault of a null pointer', 'app[77]: segfault at 18 ip 0000555500001234 sp 00007ffc00000000 error 6 in app[555500000000+9000]\n', 'program-error', ['null-pointer', 'not-present']],
  ['a segfault, the code in hexadecimal', 'app[77]: segfault at 7f0011223000 ip 00007f0011223000 sp 00007ffc00000000 error 15\n', 'program-error', ['no-exec']],
  ['PAN', arm('00000000ffc4a5c8', '000000009600000f', `${ARM_USER}, pte=00e800000b9baf43`, 'pstate: 80400009 (Nzcv daif +PAN -UAO)\n'), 'entry-explains', ['pan'], ['unprinted-context']],
  ['no PAN', arm('00000000ffc4a5c8', '000000009600000f', `${ARM_USER}, pte=00e800000b9baf43`, 'pstate: 80000009 (Nzcv daif -PAN -UAO)\n'), 'tables-permit', ['stale-translation'], ['pan']],
  ['a level that lets it through', arm('00000000ffc4a5c8', '0000000096000006', `${ARM_USER}, pte=0000000000000000`), 'tables-permit', ['level-permits']],
  ['a store to a clean page, where the CPU keeps no dirty mark', arm('00000000ffc4a5c8', '000000009200004f', `${ARM_USER}, pte=00e800000b9bafc3`), 'entry-explains', ['read-only', 'unprinted-context']],
  ['a tag check', arm('00000000ffc4a5c8', '0000000096000011', `${ARM_USER}, pte=00e800000b9baf43`), 'tables-permit', ['other']],
  ['an address that is too large', arm('00000000ffc4a5c8', '0000000096000003', `${ARM_USER}, pte=00e8ff000b9baf43`), 'entry-explains', ['address-size']],
];

describe('verdicts', () => {
  it.each(CASES.map(([name, ...rest]) => ({ name, rest })))('$name', ({ rest: [text, verdict, because, never = []] }) => {
    const [report] = reportsOf(text);
    expect({ verdict: report?.verdict, because: report?.because }).toEqual({ verdict, because: because.length === 0 ? expect.anything() : expect.arrayContaining([...because]) });
    expect(never.filter((each) => report!.because.includes(each))).toEqual([]);
  });

  it('a legal word is suggested nothing, a flipped one has its original first', () => {
    const [report] = reportsOf(oops('ffffc90000444000', '0003', 'PGD 2a01067 P4D 2a01067 PUD 40000002a02067'));
    expect(report!.entries.map(({ nearest }) => nearest[0]?.raw ?? null)).toEqual([null, '0x0000000002a02067']);
  });

  it('the width of addresses follows from the entry that was refused', () => {
    expect(reportsOf(oops('ffffc90000444000', '000b', `${KERNEL} PTE 80000801234d9163`))[0]).toMatchObject({ verdict: 'entry-explains', because: ['reserved-bit'], maxPhysBits: { atMost: 43 }, entries: [{}, {}, {}, { reserved: [43] }] });
    expect(reportsOf(oops('ffffc90000444000', '0003', `${KERNEL} PTE 80000001234d9161`))[0]!.maxPhysBits).toEqual({ atLeast: 33 });
    expect(reportsOf(oops('ffffc90000444000', '000b', `${KERNEL} PTE 80000801234d9163`), { physBits: 40 })[0]).toMatchObject({ entries: [{}, {}, {}, { reserved: [43] }] });
  });

  it('the bit of memory encryption is no bit of a frame', () => {
    const [report] = reportsOf(oops('ffffc90000444000', '0003', 'PGD 8000002a01067 P4D 8000002a01067 PUD 8000002a02067 PMD 8000003c7a063 PTE 80080001234d9161'));
    expect(report).toMatchObject({ verdict: 'entry-explains', because: ['read-only'], entries: [{ raw: '0x0008000002a01067', physical: '0x2a01000' }, {}, {}, { physical: '0x1234d9000', nearest: [] }] });
    expect(report!.assumptions.join()).toContain('bit 51 is set in every table');
  });

  it('what contradicts itself is told', () => {
    expect(reportsOf(oops('ffffc90000444000', '0013', `${KERNEL} PTE 80000001234d9163`))[0]!.fault!.contradictions).toEqual(['fetch-and-write']);
    expect(reportsOf('BUG: unable to handle page fault for address: ffffc90000444000\n#PF: error_code(0x80000003) - RMP violation\nOops: 0003 [#1]\n')[0]!.fault!.contradictions).toEqual(['code-cut-to-16-bits']);
    expect(reportsOf(oops('ffffc90000444000', '0011', '', 'RIP: 0010:0xffffc90000444008\n'))[0]!.fault!.contradictions).toEqual(['fetch-address-not-ip']);
  });

  it('a type of swap that a build option decides is read as the user says', () => {
    const text = 'mm/pgtable-generic.c:54: bad pmd ffff8881290408e0(efffff80042bfe00)\nCPU: 1 PID: 1 Comm: app Not tainted 6.18.0 #1\n';
    const nameOf = (config?: string) => reportsOf(text, config === undefined ? {} : { arch: 'x86-64', config })[0]!.entries[0]!.swap!.name;
    expect([nameOf(), nameOf('l4+devpriv')]).toEqual(['migration-read-exclusive', 'device-private-read']);
    expect(reportsOf(text, { arch: 'x86-64', config: 'l4+devpriv', release: '6.2' })[0]!.entries[0]!.swap!.name).toBe('device-exclusive-write');
  });
});
