import { readReports } from '@faultline/reports';
import { EVIDENCE, renderReport, type Sheet } from '@faultline/workbench';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../packages/cli/src/render/terminal';
import { recordingsThere, SHARED, SKIPPED, textOf } from '../arch-lab/recordings';

/** What a reader of the text alone has to find, by the numbers of `expect.md`, and what must not stand there. */
interface Wanted {
  readonly says: readonly RegExp[];
  readonly never: readonly RegExp[];
}
const WANTED: Readonly<Record<string, Wanted>> = {
  '01': {
    says: [
      /x86-64:l4.*4 levels/, /code 0xb: kernel write.*bit 0: the translation was present; bit 1: a write; bit 2 clear.*bit 3: a reserved bit/, /next table at 0x3400000.*0x35a7000.*0x35a8000/,
      /kernel page at 0xfffffee000 \(frame 0xfffffee\).*memory type WB; NX G D A RW P; clear: US/, /all levels together allow: user ---, kernel rw-.*PTE refuses.*reserved-bit/, /no other entry can be the cause.*at most 39 physical address bits/,
      /address bits 39 to 17 are all set: no flip/, /printed by arch\/x86\/mm\/fault.c:show_fault_oops; check: none by the kernel/,
    ],
    never: [/read-only/, /\bswap\b/, /spurious|stale/],
  },
  '03': {
    says: [/code 0xc: user.*contradiction.*hardware checks reserved bits of present entries only.*/, /known erratum of older CPUs/, /before 4\.12/, /NX in a root entry for users is normal/, /0x07fffffffb78b680 swap, type 0, offset 0x243a4.*complemented/, /soft-dirty \(bit 7\)/, /nothing in the tables is damaged/],
    never: [/corrupt/, /NX on the PGD is an error/],
  },
  '05': { says: [/the text "ols\)\.pkg"/, /none of it is meant/, /NEVER SET by this kernel: bits 53, 54, 56/, /highest_memmap_pfn/, /table, next table at 0x44967000/, /^overwritten/], never: [/memory type WC/, /\bpkey\b|protection key/] },
  '07': {
    says: [/PMD 0xefffff80042bfe00.*type 29, offset 0x3ffdea00.*complemented/, /since 6\.15: device-private-read.*6\.2 to 6\.14: device-exclusive-write.*DEVICE_PRIVATE off: migration-read-exclusive/, /0x3ffdea00 is a multiple of 512: a whole 2 MiB page/, /pmd_none_or_clear_bad.*cleared the entry|cleared the entry.*pmd_none_or_clear_bad/,
      /114688 = 224 x 512/, /917504 = 224 x 4096/, /0xffff8881290408e0 in front of the value is where the entry lies/],
    never: [/corrupt|overwritten/],
  },
  '09': {
    says: [/code 0x11: kernel instruction fetch/, /huge page at 0x351800000 \(frame 0x351800\).*NX G PS D A RW P/, /physical address 0x3518b6000/, /PMD refuses: the entry forbids execution/, /4 levels.*|ends at PMD, which is a page itself/, /the instruction pointer equals the address: the CPU jumped there/],
    never: [/corrupt|stale/, /0x1a8c\b/],
  },
  '11': {
    says: [/PGD and P4D differ: five levels/, /code 0x80000003: kernel write.*bit 31/, /16 bits of the code only: the error_code line counts/, /frame 0x40fdf36\).*kernel rw-.*NX G D A RW P/, /PFN 0x40fdf36 is the frame of the entry/, /page belongs to a guest.*nothing is wrong in the page tables/],
    never: [/read-only|spurious|stale|four levels|RESERVED/],
  },
  '13': {
    says: [/type 0, offset 0x7e9058.*confirms the layout/, /layout since 4\.19.*offset 0x3ffffff816fa7: not this kernel/, /there is no swap file of type 0/, /twelve low bits are zero.*address/, /31 messages were suppressed/, /next table at 0x16d7b08000/],
    never: [],
  },
  '15': {
    says: [/code 0x9600004f: data abort from EL1: write, level 3 permission fault/, /PGD and PUD print one entry: 3 levels/, /frame 0x874b97\).*DIRTY UXN AF RDONLY TABLE VALID inner shareable.*clear: USER DBM PXN/, /user ---, kernel r-x/, /PTE refuses.*read-only/, /NORMAL.*AttrIndx 4/],
    never: [/Device memory|DEVICE_nGnRE|spurious/],
  },
  '17': {
    says: [/code 0x9600000f: data abort from EL1: read, level 3 permission fault/, /frame 0xb9ba\).*DIRTY UXN PXN DBM nG AF USER.*clear: RDONLY/, /PAN on/, /PXNTable/, /is_el1_permission_fault on a user address, at an instruction without an exception-table entry/, /missing copy_from_user.*no table problem/],
    never: [/not present|read-only|corrupt/],
  },
  '19': {
    says: [/0x0a07070a0506090a swap, type 1, offset 0x207070a050609/, /type 1, offset 0x207070a050609: the same as the pte entry/, /no swap file of type 1/, /NEVER SET by this kernel: bits 1, 59/, /every byte is between 0x05 and 0x0a/, /next table at 0x1801000.*PXNTable/],
    never: [/bit-flip|flipped/],
  },
  '21': {
    says: [/code 0x96000040: data abort from EL1: write, level 0 address size fault/, /base register \(TTBR\) or a level-0 descriptor/, /whose addresses all fit/, /frame 0x2000155\).*UXN PXN DBM nG AF/, /all levels together allow: user ---, kernel rw-/, /the printed root is what memory says/, /hardware error/],
    never: [/corrupt|missing|address size of the pte/],
  },
  '23': {
    says: [/indices agree.*each entry lies where the one above points/, /page at 0x800b3000 \(frame 0x800b3\).*UXN PXN nG AF USER.*inner shareable.*clear: RDONLY/, /user and kernel rw-/, /if a fault was reported there, a stale translation \(a missing TLB invalidation\)/, /AttrIndx 4.*memory types have no names/, /address-space number \(ASID, PCID\) 1/],
    never: [/DEVICE_nGnRE|not writable/],
  },
  '25': { says: [/code 0x4: protection/, /TEID bit 61 is 0: low-address protection.*not reliable/, /4 levels/, /write read dirty young present; clear: I P/, /addresses 0-511 and 4096-4607.*control-register bit|control-register bit protects addresses/, /null pointer/], never: [/read-only|instruction-execution|corrupt|stale/] },
  '27': { says: [/page translation/, /page 0x3ff91400000.*a fetch or load|a fetch or load.*primary space/, /0x0000000081a28001 table, next table at 0x81a28000.*bit 0 is the software present bit of the newer layout, no right/, /0x0000000000000400 none/, /nothing is mapped there/, /0x4000.*0x8000/], never: [/bit 0 means read|bad segment/] },
  '29': {
    says: [/page at 0x81a09000 \(frame 0x81a09\).*devmap A U R V; clear: W X D special/, /the dumped page is frame 0x81a09, that of the entry/, /next table at 0x83c8f000/, /read mayread pfnmap io dontexpand dontdump/, /special_mapping_fault/, /refcount 1, mapcount field -2, that is -1/, /expected 0x0000000020682553, 2 bits away \(8 and 9\)/, /reserved.*never counted/],
    never: [/corrupt|\bswap\b/],
  },
  '31': { says: [/0x47fff6000.*0x47fff5000.*0x47fff4000/, /PMD\[284\] 0x0000000000000000 none/, /PGD\[511\].*P4D\[511\].*PUD\[510\]/, /sign extension of 0xa38dbf58/, /no code is printed.*neither read, write nor fetch/, /current process; the kernel's half is shared/], never: [/corrupt|load page fault/] },
};

const CASES = recordingsThere ? readdirSync(`${SHARED}/field`).filter((name) => /^\d\d-.*\.txt$/.test(name) && Object.hasOwn(WANTED, name.slice(0, 2))) : [];
const sheet: Sheet = terminalOf({ color: false, width: 100 } as never);
/** Lines as they are read on: a reader does not see where they broke. */
const textOfCase = (name: string): string => readReports([textOf(`field/${name}`)], EVIDENCE).reports.map((report) => renderReport(report, sheet)).join('\n').replace(/\s+/g, ' ');

describe.skipIf(!recordingsThere)(`a reader of the text alone finds what must be said${SKIPPED}`, () => {
  it('of every report', () => expect(CASES.map((name) => name.slice(0, 2))).toEqual(Object.keys(WANTED).sort()));

  it.each(CASES)('%s', (name) => {
    const text = textOfCase(name);
    const { says, never } = WANTED[name.slice(0, 2)]!;
    expect(says.filter((pattern) => !pattern.test(text)).map(String)).toEqual([]);
    expect(never.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])).toEqual([]);
  });
});
