import { hex, type PrintedEntry } from './draft';
import { HEX, older, since, type Rule } from './rule';

/** Bits by the words of `#PF error:`. */
const PF_WORDS: Readonly<Record<string, bigint>> = { PROT: 1n, WRITE: 2n, USER: 4n, RSVD: 8n, INSTR: 16n, PK: 32n };
const ACCESS = { 'read access': 'read', 'write access': 'write', 'instruction fetch': 'exec' } as const;

const LEVEL = /\b(PGD|P4D|PUD|PMD|PTE)[ :](0x)?([0-9a-f]+|BAD)\b/gi;
const entriesIn = (text: string): PrintedEntry[] =>
  [...text.matchAll(LEVEL)].map(([, name, , value]) => ({ name: name!.toLowerCase(), value: /^bad$/i.test(value!) ? undefined : hex(value) }));

/** Lines of arch/x86/mm/fault.c and dumpstack.c. */
export const X86_RULES: readonly Rule[] = [
  {
    re: /kernel tried to execute NX-protected page/i, starts: 'page-fault',
    take: (draft) => void Object.assign(draft, { arch: 'x86-64', nxTried: true }),
  },
  {
    re: /unable to execute userspace code \(SMEP\?\)/i, starts: 'page-fault',
    take: (draft) => void Object.assign(draft, { arch: 'x86-64', smepSaid: true }),
  },
  {
    re: new RegExp(`BUG: unable to handle (page fault for|kernel paging request|kernel NULL pointer dereference)(?:,? address:?| at)? *:?\\s*(${HEX}|\\(null\\))`, 'i'), starts: 'page-fault', slot: 'message',
    take(draft, [, message, address]) {
      Object.assign(draft, { arch: 'x86-64', message, address: hex(address), printer: 'arch/x86/mm/fault.c:show_fault_oops' });
      if (hex(address) === undefined) draft.addressUnreadable = true;
    },
  },
  {
    re: new RegExp(`^(.*): Corrupted page table at address (${HEX})`, 'i'), starts: 'page-fault', slot: 'message',
    take: (draft, [, , address]) => void Object.assign(draft, { arch: 'x86-64', message: 'Corrupted page table', address: hex(address), mode: 'user', printer: 'arch/x86/mm/fault.c:pgtable_bad' }),
  },
  {
    re: /#PF error: (.*)/i, slot: 'code',
    take(draft, [, words]) {
      draft.arch = 'x86-64';
      since(draft, 5, 0);
      older(draft, 5, 2);
      draft.code = [...words!.matchAll(/\[(\w+)\]/g)].reduce((code, [, word]) => code | (PF_WORDS[word!.toUpperCase()] ?? 0n), 0n);
    },
  },
  {
    re: /#PF: (supervisor|user) (read access|write access|instruction fetch) in (kernel|user) mode/i, slot: 'access',
    take(draft, [, who, access]) {
      draft.arch = 'x86-64';
      since(draft, 5, 2);
      Object.assign(draft, { access: ACCESS[access!.toLowerCase() as keyof typeof ACCESS], mode: who!.toLowerCase() === 'user' ? 'user' : 'kernel' });
    },
  },
  {
    re: new RegExp(`#PF: error_code\\((${HEX})\\)(?: - (.*))?`, 'i'), slot: 'pfWords',
    take(draft, [, code, words]) {
      Object.assign(draft, { arch: 'x86-64', code: hex(code), pfWords: words ?? '' });
      since(draft, 5, 2);
    },
  },
  {
    re: /\bPGD[ :](?:0x)?(?:[0-9a-f]+|BAD)\b/i, slot: 'walk', may: 'walk',
    take(draft, found) {
      const walk = entriesIn(found.input);
      Object.assign(draft, { arch: 'x86-64', style: 'x86', walk });
      const second = walk[1]?.name;
      if (second === 'p4d') since(draft, 4, 12);
      else if (second === 'pud') older(draft, 4, 12);
    },
  },
  {
    re: new RegExp(`^(Oops: )?(?:Oops|Bad pagetable): (${HEX}) \\[#\\d+\\]`, 'i'), slot: 'oopsCode',
    take(draft, [, twice, code]) {
      Object.assign(draft, { oopsCode: hex(code), arch: draft.arch ?? 'x86-64' });
      if (twice !== undefined) since(draft, 6, 10);
    },
  },
  {
    re: /\bE?(?:RIP|IP): +(?:[0-9a-f]{4}:)?(?:\[<([0-9a-f]+)>\]|(0x[0-9a-f]+)|([0-9a-f]{16})\b)/i, slot: 'ip',
    take: (draft, [, ...found]) => void (draft.ip = hex(found.find((each) => each !== undefined))!),
  },
  {
    re: new RegExp(`\\bCR2: (${HEX})(?:\\s+CR3: (${HEX}))?(?:\\s+CR4: (${HEX}))?`, 'i'), key: ([, address]) => hex(address),
    take(draft, [, cr2, cr3, cr4]) {
      draft.arch ??= 'x86-64';
      draft.address ??= hex(cr2)!;
      const root = hex(cr3);
      if (root !== undefined) draft.root = { source: 'cr3', value: root };
      if (cr4 !== undefined) draft.cr4 = hex(cr4)!;
    },
  },
  { re: new RegExp(`\\b[ER]FLAGS: (${HEX})`, 'i'), slot: 'eflags', take: (draft, [, flags]) => void (draft.eflags = hex(flags)!) },
  { re: new RegExp(`\\bPKRU: (${HEX})`, 'i'), slot: 'pkru', take: (draft, [, pkru]) => void (draft.pkru = hex(pkru)!) },
  {
    re: new RegExp(`SEV-SNP: PFN (${HEX})(.*)`, 'i'), slot: 'rmpPfn',
    take(draft, [, pfn, text]) {
      Object.assign(draft, { rmpPfn: hex(pfn), rmpText: text });
      since(draft, 6, 9);
    },
  },
  {
    re: new RegExp(`(?:^|\\s)\\S.*\\[\\d+\\]: segfault at (${HEX}|\\(null\\)) ip (${HEX}|\\(null\\)) sp (?:${HEX}|\\(null\\)) error (${HEX})(?: in ([^[]*)\\[|\\s|$)`, 'i'), starts: 'segfault', closes: true,
    take(draft, [text, address, ip, code, file]) {
      Object.assign(draft, { arch: 'x86-64', address: hex(address), ip: hex(ip), code: hex(code), mode: 'user', message: 'segfault', printer: 'arch/x86/mm/fault.c:show_signal_msg' });
      if (file !== undefined) draft.file = file;
      if (/likely on CPU/.test(text)) since(draft, 6, 1);
    },
  },
  { re: /\*pdpt? ?= ?|\*pde ?= ?|\bEIP: /i, may: 'page-fault', take: (draft, { input }) => void (draft.refused = /pdpt/i.test(input) ? 'x86 of 32 bits with PAE' : 'x86 of 32 bits') },
];
