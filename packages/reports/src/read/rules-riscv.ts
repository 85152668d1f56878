import { hex } from './draft';
import { HEX, older, since, type Rule } from './rule';

const SUM = 1n << 18n;
const SPP = 1n << 8n;
/** Registers of 32 bits are printed with eight digits. */
const isNarrow = (...texts: readonly (string | undefined)[]): boolean => texts.every((text) => text?.length === 8);

/** Lines of arch/riscv/mm/fault.c, kernel/traps.c and process.c. */
export const RISCV_RULES: readonly Rule[] = [
  {
    re: new RegExp(`pgtable: 4K pagesize, (\\d+)-bit VAs(?:, pgdp=(${HEX}))?`, 'i'), slot: 'config',
    take(draft, [, bits, root]) {
      Object.assign(draft, { arch: 'riscv', config: `sv${bits}` });
      since(draft, 6, 15);
      if (hex(root) !== undefined) draft.root = { source: 'pgdp', value: hex(root)! };
    },
  },
  { re: /^Oops \[#\d+\]/i, take: (draft) => void (draft.arch ??= 'riscv') },
  {
    re: /^Oops - ((?:instruction|load|store(?:\/amo)?(?: \(or amo\))?) (?:page|access) fault)/i, slot: 'code', may: 'page-fault',
    take(draft, [, what]) {
      draft.arch ??= 'riscv';
      draft.message ??= what!.toLowerCase();
    },
  },
  // Every warning prints the registers: those of a fault alone begin a report.
  { re: /\bs?badaddr: [0-9a-f]+ s?cause: 0*[157cdf](?![0-9a-f])/i, slot: 'code', may: 'page-fault', take: (draft) => void (draft.arch ??= 'riscv') },
  {
    re: /\bs?status: ([0-9a-f]+) s?badaddr: ([0-9a-f]+) s?cause: ([0-9a-f]+)/i, slot: 'code',
    take(draft, [text, status, address, cause]) {
      draft.arch = 'riscv';
      if (isNarrow(status, address, cause)) {
        draft.refused = 'riscv of 32 bits';
        return;
      }
      Object.assign(draft, { code: hex(cause), extra: hex(status), mode: hex(status)! & SPP ? 'kernel' : 'user', sum: (hex(status)! & SUM) !== 0n });
      draft.address ??= hex(address)!;
      if (/sstatus/i.test(text)) older(draft, 5, 6);
    },
  },
  {
    re: new RegExp(`\\[\\d+\\]: unhandled signal (\\d+) code (0x[0-9a-f]+) at (${HEX})(?: in (\\S+?)\\[)?`, 'i'), starts: 'segfault',
    take(draft, [, , code, address, file]) {
      Object.assign(draft, { arch: 'riscv', message: 'unhandled signal', signalCode: Number(hex(code) ?? 0n), address: hex(address), mode: 'user', printer: 'arch/riscv/kernel/traps.c:do_trap' });
      if (file !== undefined) draft.file = file;
    },
  },
];
