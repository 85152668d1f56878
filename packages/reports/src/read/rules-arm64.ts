import { hex, type PrintedEntry } from './draft';
import { HEX, older, since, type Rule } from './rule';

const LEVEL = /\*?\b(pgd|p4d|pud|pmd|pte) ?= ?(0x)?([0-9a-f]+)\b/gi;
const entriesIn = (text: string): PrintedEntry[] => [...text.matchAll(LEVEL)].map(([, name, , value]) => ({ name: name!.toLowerCase(), value: hex(value) }));

/** A 32-bit kernel prints eight digits for each level, and has `*ppte`. */
const isArm32 = (text: string): boolean => /\*ppte ?=/i.test(text) || /\[[0-9a-f]{8}\] \*pgd ?= ?[0-9a-f]{8}\b/i.test(text);

/** Lines of arch/arm64/mm/fault.c and traps.c, and what RISC-V prints in the same words. */
export const ARM64_RULES: readonly Rule[] = [
  {
    re: new RegExp(`Unable to handle kernel (.{3,80}?) at virtual address (${HEX}|\\(null\\))`, 'i'), starts: 'page-fault', slot: 'message',
    take(draft, [, message, address]) {
      Object.assign(draft, { message, address: hex(address), mode: 'kernel' });
      if (/execution of user memory|non-executable/i.test(message!)) draft.access ??= 'exec';
    },
  },
  {
    re: new RegExp(`Unhandled fault(?:: (.{1,80}?) \\((${HEX})\\))? at (0x[0-9a-f]+)`, 'i'), starts: 'page-fault', slot: 'message',
    take(draft, [, name, esr, address]) {
      Object.assign(draft, { arch: 'arm64', message: name ?? 'Unhandled fault', address: hex(address), mode: 'kernel', printer: 'arch/arm64/mm/fault.c:do_mem_abort' });
      if (esr !== undefined) draft.code = hex(esr)!;
    },
  },
  { re: /Mem abort info:/i, may: 'page-fault', take: (draft) => void (draft.arch = 'arm64') },
  {
    re: /\bESR = (0x[0-9a-f]+|[0-9a-f]{8,16})\b/i, slot: 'code',
    take(draft, [, esr]) {
      Object.assign(draft, { arch: 'arm64', code: hex(esr) });
      if (esr!.replace(/^0x/i, '').length >= 16) since(draft, 5, 19);
    },
  },
  { re: /\bException class = (.*)/i, take: (draft) => (draft.arch = 'arm64', older(draft, 5, 4)) },
  { re: /\bEC = 0x[0-9a-f]+: /i, take: (draft) => (draft.arch = 'arm64', since(draft, 5, 4)) },
  { re: /\bFSC = 0x([0-9a-f]+)/i, take: (draft) => (draft.arch = 'arm64', since(draft, 5, 14)) },
  { re: /\bCM = \d, WnR = (\d)/i, slot: 'wnr', take: (draft, [, wnr]) => void (draft.wnr = wnr === '1') },
  {
    re: new RegExp(`(swapper|user) pgtable: (\\d+)k pages, (\\d+)-bit VAs(?:, pgdp?( ?= ?)(${HEX}|\\(_+ptrval_+\\)))?`, 'i'), slot: 'config',
    take(draft, [, , granule, bits, sign, root]) {
      const wide = bits === '52' && granule !== '64' ? '-lpa2' : '';
      Object.assign(draft, { arch: 'arm64', config: `${granule}k-${bits}${wide}` });
      // Blanks around the sign: a kernel address, or a hashed one.
      if (sign === '=' && hex(root) !== undefined) draft.root = { source: 'pgdp', value: hex(root)! };
    },
  },
  { re: /^pgd = [0-9a-f]{8}$/i, take: () => undefined },
  {
    re: new RegExp(`\\[(${HEX})\\] \\*?pgd ?= ?${HEX}`, 'i'), slot: 'walk', may: 'walk', key: ([, address]) => hex(address),
    take(draft, { input, 1: address }) {
      if (isArm32(input)) {
        draft.refused = 'arm of 32 bits';
        return;
      }
      Object.assign(draft, { style: 'equals', walk: entriesIn(input.slice(input.indexOf('['))), walkAddress: hex(address) });
      draft.address ??= hex(address)!;
      if (/\*pgd/.test(input)) older(draft, 4, 18);
      else if (/p4d ?=/i.test(input)) since(draft, 5, 7);
    },
  },
  { re: new RegExp(`\\[(${HEX})\\] (address between user and kernel address ranges|user address but active_mm is swapper)`, 'i'), slot: 'between', take: (draft, [, , words]) => void Object.assign(draft, { arch: 'arm64', between: words!.toLowerCase() }) },
  {
    re: new RegExp(`Internal error: (.{1,60}?): (${HEX}) \\[#`, 'i'), slot: 'oopsCode',
    take: (draft, [, name, esr]) => void Object.assign(draft, { arch: draft.arch ?? 'arm64', oopsCode: hex(esr), protectionWords: name }),
  },
  {
    re: /\bpstate: ?([0-9a-f]+)(?: \((.*)\))?/i, slot: 'pan',
    take(draft, [, pstate, flags]) {
      const PAN = 1n << 22n;
      draft.pan = /[+-]PAN/.test(flags ?? '') ? /\+PAN/.test(flags!) : ((hex(pstate) ?? 0n) & PAN) !== 0n;
      draft.arch ??= 'arm64';
    },
  },
  {
    re: new RegExp(`\\[\\d+\\]: unhandled (.{1,60}?) \\((\\d+)\\) at (${HEX}), esr (${HEX})`, 'i'), starts: 'segfault',
    take: (draft, [, name, , address, esr]) => void Object.assign(draft, { arch: 'arm64', message: name, address: hex(address), code: hex(esr), mode: 'user', printer: 'arch/arm64/mm/fault.c:__do_user_fault' }),
  },
  {
    re: new RegExp(`\\[\\d+\\]: unhandled exception: (.{1,60}?), ESR (${HEX}), (.*?)(?: in (\\S+?)\\[|$)`, 'i'), starts: 'segfault',
    take(draft, [, , esr, name, file]) {
      Object.assign(draft, { arch: 'arm64', message: name, code: hex(esr), mode: 'user', printer: 'arch/arm64/kernel/traps.c:arm64_show_signal' });
      if (file !== undefined) draft.file = file;
    },
  },
  { re: /^PC is at /i, take: (draft) => void (draft.arch === 'arm64' ? undefined : draft.walk === undefined && draft.code === undefined ? (draft.refused = 'arm of 32 bits') : undefined) },
];
