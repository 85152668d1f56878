import { hex, type PrintedEntry } from './draft';
import { HEX, type Rule } from './rule';

const LEVEL = /\b(R1|R2|R3|S|P):\s*((?:0x)?[0-9a-f]+|BAD)\b/gi;

/** Lines of arch/s390/mm/fault.c and dumpstack.c. */
export const S390_RULES: readonly Rule[] = [
  {
    re: new RegExp(`Unable to handle kernel (?:pointer dereference|paging request) (?:in|at) virtual (kernel|user) address(?: space| (${HEX}))?`, 'i'), starts: 'page-fault', slot: 'message',
    take(draft, [text, , address]) {
      Object.assign(draft, { arch: 's390', message: text, mode: 'kernel', printer: 'arch/s390/mm/fault.c:do_no_context' });
      if (address !== undefined) draft.address = hex(address)!;
    },
  },
  {
    re: new RegExp(`User process fault: interruption code (${HEX})(?: ilc:\\d)?(?: in (\\S+?)\\[)?`, 'i'), starts: 'page-fault', slot: 'message',
    take(draft, [, code, file]) {
      Object.assign(draft, { arch: 's390', message: 'User process fault', code: hex(code), mode: 'user', printer: 'arch/s390/mm/fault.c:report_user_fault' });
      if (file !== undefined) draft.file = file;
    },
  },
  {
    re: new RegExp(`Failing address: (${HEX})(?: TEID: (${HEX}))?`, 'i'), slot: 'extra', may: 'page-fault',
    take(draft, [, address, teid]) {
      Object.assign(draft, { arch: 's390', address: hex(address) });
      if (teid !== undefined) draft.extra = hex(teid)!;
    },
  },
  {
    re: /Fault in (home|primary|secondary|access register) space mode while using (kernel|user|gmap) ASCE/i, slot: 'space',
    take: (draft, [, space]) => void Object.assign(draft, { arch: 's390', space: space!.toLowerCase().replace(' ', '-') }),
  },
  {
    re: new RegExp(`\\bAS:\\s*(${HEX})(?=\\s|$)`, 'i'), slot: 'walk', may: 'walk',
    take(draft, { input, 1: as }) {
      const walk: PrintedEntry[] = [...input.matchAll(LEVEL)].map(([, name, value]) => ({ name: name!.toUpperCase(), value: /^bad$/i.test(value!) ? undefined : hex(value) }));
      Object.assign(draft, { arch: 's390', style: 's390', walk });
      if (hex(as) !== undefined) draft.root = { source: 'as', value: hex(as)! };
    },
  },
  {
    re: new RegExp(`^(.{1,60}?): (${HEX}) ilc:\\d+ \\[#`, 'i'), slot: 'oopsCode',
    take(draft, [, name, code]) {
      Object.assign(draft, { arch: 's390', oopsCode: hex(code), protectionWords: name });
      draft.code ??= hex(code)!;
    },
  },
];
