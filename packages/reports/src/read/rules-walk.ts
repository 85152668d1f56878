import { hex, type Draft, type PrintedEntry } from './draft';
import { HEX, type Rule } from './rule';

const ENTRY = new RegExp(`^(pgd|p4d|pud|pmd|pte|L-?[0-4]|PML[45]E?|PDPT?E?|PDE?|PTE?|R[123]|[SP])\\s*\\[\\s*(\\w+)\\s*\\]\\s*(?:@\\s*(${HEX})\\s*)?[=:]\\s*(${HEX})`, 'i');

/** What a line about a walk says of the machine. */
function hints(draft: Draft, text: string): void {
  const mode = /\bsv(39|48|57)\b/i.exec(text)?.[1];
  const ttbr = /\bTTBR[01]\w*\s*[=:]\s*((?:0x)?[0-9a-f]+)/i.exec(text)?.[1];
  const cr3 = /\bCR3\s*[=:]\s*((?:0x)?[0-9a-f]+)/i.exec(text)?.[1];
  const satp = /\bsatp\s*[=:]\s*((?:0x)?[0-9a-f]+)/i.exec(text)?.[1];
  if (mode !== undefined) Object.assign(draft, { arch: 'riscv', config: `sv${mode}` });
  if (hex(ttbr) !== undefined) Object.assign(draft, { arch: 'arm64', root: { source: 'ttbr', value: hex(ttbr) } });
  if (hex(cr3) !== undefined) Object.assign(draft, { arch: 'x86-64', root: { source: 'cr3', value: hex(cr3) } });
  if (hex(satp) !== undefined) Object.assign(draft, { arch: 'riscv', root: { source: 'satp', value: hex(satp) } });
  if (/\bEL[0-3n]\b|_EL/i.test(text)) draft.arch ??= 'arm64';
}

/** Whose names a level has. */
const archOf = (name: string): string | undefined => (/^PML|^PDPT?E?$|^PDE?$|^PT$/i.test(name) ? 'x86-64' : /^R[123]$/i.test(name) ? 's390' : undefined);

const decimalOrHex = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.parseInt(text, 16));

/** Walks that other systems, tests and debuggers print. */
export const WALK_RULES: readonly Rule[] = [
  {
    re: new RegExp(`\\bFAR(?:_EL\\w)?\\s*[:=]\\s*(${HEX})`, 'i'), may: 'walk', slot: 'address',
    take: (draft, [, address]) => void Object.assign(draft, { arch: 'arm64', address: hex(address) }),
  },
  {
    re: new RegExp(`\\bwalk (?:for|of|at)\\b[^0-9a-f]{0,40}?(${HEX})`, 'i'), may: 'walk', slot: 'walkAddress',
    take(draft, { input, 1: address }) {
      draft.walkAddress = hex(address)!;
      draft.address ??= hex(address)!;
      hints(draft, input);
    },
  },
  { re: /\b(?:TTBR[01]\w*|CR3|satp)\s*[=:]\s*(?:0x)?[0-9a-f]+/i, slot: 'root', take: (draft, { input }) => hints(draft, input) },
  {
    re: ENTRY, may: 'walk',
    take(draft, [, name, index, at, value]) {
      const place = hex(at);
      const entry: PrintedEntry = { name: name!, value: hex(value), index: decimalOrHex(index!), ...(place !== undefined && { at: place }) };
      draft.walk = [...(draft.walk ?? []), entry];
      draft.style = 'other';
      const arch = archOf(name!);
      if (arch !== undefined) draft.arch ??= arch;
    },
  },
  {
    re: new RegExp(`\\(cause (\\d+)\\)(?:, (?:s?tval|badaddr) (${HEX}))?`, 'i'), slot: 'code',
    take(draft, [, cause, address]) {
      Object.assign(draft, { arch: 'riscv', code: BigInt(cause!) });
      if (address !== undefined) draft.address ??= hex(address)!;
    },
  },
];
