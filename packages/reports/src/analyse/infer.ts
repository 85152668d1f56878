import { PMD, PTE, type EvidenceMaker } from '@faultline/contracts';
import type { Draft } from '../read/draft';

/** What a table entry of each architecture ends in: low digits of the pmd (user half). */
function archByPmd(pmd: bigint): readonly string[] {
  const low = pmd & 0xfffn;
  const found: string[] = [];
  if (low === 0x067n || low === 0x063n) found.push('x86-64');
  if ((low === 0x003n || low === 0x403n) && (pmd & 0xfff8000000000000n & ~(3n << 59n)) === 0n) found.push('arm64');
  if ((pmd & 0x3ffn) === 1n && pmd >> 54n === 0n) found.push('riscv');
  if ((pmd & 0x7ffn) <= 1n && pmd >> 46n === 0n) found.push('s390');
  return found;
}

/** Where each architecture maps all memory: pointers of the kernel lie there. Of the first that fits. */
const DIRECT_MAPS: readonly (readonly [low: bigint, high: bigint, arch: string])[] = [
  [0xffff000000000000n, 0xffff7fffffffffffn, 'arm64'], [0xffff888000000000n, 0xffffc87fffffffffn, 'x86-64'], [0xffff880000000000n, 0xffff887fffffffffn, 'x86-64'],
  [0xff11000000000000n, 0xff90ffffffffffffn, 'x86-64'], [0xffffff8000000000n, 0xffffffbfffffffffn, 'arm64'], [0xffffffc000000000n, 0xffffffefffffffffn, 'riscv'], [0x1000n, 0xfffffffffffn, 's390'],
];
const byPointer = (pointer: bigint | undefined): string | undefined => (pointer === undefined ? undefined : DIRECT_MAPS.find(([low, high]) => pointer >= low && pointer <= high)?.[2]);

/** The architecture that a report without a name of one has; undefined: it cannot be told. */
export function guessArch({ bad, message, walk, never, pointer }: Draft, makers: readonly EvidenceMaker[]): string | undefined {
  const pmd = bad?.pmd ?? walk?.find(({ name }) => name === 'pmd')?.value;
  const names = pmd === undefined ? [] : archByPmd(pmd).filter((name) => name !== never);
  const fits = (name: string): boolean => makers.find((maker) => maker.name === name)?.at({}).legal(bad?.level === 'pte' ? PTE : PMD, bad?.value ?? 0n, 'user') === true;
  if (names.length > 1 && bad !== undefined) return names.find(fits) ?? names[0];
  const first = names[0] ?? byPointer(pointer);
  if (first !== undefined) return first;
  if (bad !== undefined && pmd === undefined) return makers.map(({ name }) => name).find((name) => name !== never && fits(name));
  return message !== undefined && walk !== undefined ? 'arm64' : undefined;
}

const between = (address: bigint, low: number, high: number): boolean => {
  const [narrow, wide] = [low, high].map((bits) => BigInt.asUintN(64, BigInt.asIntN(bits, address)) === address);
  return narrow === false && wide === true;
};

const valueOf = ({ walk }: Draft, name: string): bigint | undefined => walk?.find((entry) => entry.name.toLowerCase() === name)?.value;
const CANONICAL_4 = 48;
const CANONICAL_5 = 57;

function x86Config(draft: Draft, hint: (text: string) => void): string {
  const [pgd, p4d] = [valueOf(draft, 'pgd'), valueOf(draft, 'p4d')];
  if (draft.walk?.some(({ name }) => /^PML5/i.test(name)) === true) return 'l5';
  if (pgd !== undefined && p4d !== undefined && pgd !== p4d) return 'l5';
  if (draft.address !== undefined && between(draft.address, CANONICAL_4, CANONICAL_5)) return 'l5';
  if (pgd === undefined) hint('four levels are assumed: nothing printed tells');
  return 'l4';
}

/** Where a kernel of 39 bits maps memory. */
const ARM64_39_MAP = [0xffffff8000000000n, 0xffffffbfffffffffn] as const;
/** By the top of a walk with the architecture's own names. */
const ARM64_BY_TOP: Readonly<Record<string, string>> = { 'L-1': '4k-52-lpa2', L0: '4k-48', L1: '4k-39' };
function arm64Config(draft: Draft, hint: (text: string) => void): string {
  const top = draft.walk?.[0]?.name.toUpperCase();
  const byTop = top === undefined ? undefined : ARM64_BY_TOP[top];
  if (byTop !== undefined) {
    hint(`4 KiB pages are assumed, and so ${byTop} by the level that the walk begins at`);
    return byTop;
  }
  const [pgd, pud] = [valueOf(draft, 'pgd'), valueOf(draft, 'pud')];
  const folded = pgd !== undefined && pgd === pud;
  const { pointer } = draft;
  const low = pgd === undefined && pointer !== undefined && pointer >= ARM64_39_MAP[0] && pointer <= ARM64_39_MAP[1];
  const narrow = folded ? ', as pgd and pud are one entry,' : ', as memory of the kernel lies there,';
  hint(`granule and width of addresses are not printed: ${folded || low ? `4k-39${narrow}` : '4k-48'} is assumed`);
  return folded || low ? '4k-39' : '4k-48';
}

const LEVEL_NAMES_S390 = ['3level', '3level', '3level', '3level', '4level', '5level'] as const;
const LARGE = 0x400n;
function s390Config({ root, walk }: Draft, hint: (text: string) => void): string {
  const levels = root === undefined ? undefined : Number((root.value >> 2n) & 3n) + 2;
  if (levels === undefined) hint('three levels are assumed: no designation is printed');
  const large = walk?.some(({ name, value }) => (name === 'S' || name === 'R3') && value !== undefined && (value & LARGE) !== 0n) === true;
  return `${LEVEL_NAMES_S390[levels ?? 3]!}${large ? '+edat' : ''}`;
}

const SV_BY_LEVELS = ['sv39', 'sv39', 'sv39', 'sv39', 'sv48', 'sv57'] as const;
const WIDTH_OF = { sv39: 39, sv48: CANONICAL_4, sv57: CANONICAL_5 } as const;
/** Where a kernel of the narrowest width maps memory; of wider ones nothing lies there. */
const SV39_MAPS = [0xffffffc000000000n, 0xfffffffdffffffffn] as const;

/** The width of a kernel that uses such an address; undefined: any may. */
function svOf(address: bigint | undefined): keyof typeof WIDTH_OF | undefined {
  if (address === undefined) return undefined;
  if (between(address, WIDTH_OF.sv48, WIDTH_OF.sv57)) return 'sv57';
  if (between(address, WIDTH_OF.sv39, WIDTH_OF.sv48)) return 'sv48';
  return address >= SV39_MAPS[0] && address <= SV39_MAPS[1] ? 'sv39' : undefined;
}

function riscvConfig(draft: Draft, hint: (text: string) => void): string {
  const values = draft.walk?.map(({ value }) => value);
  const levels = values === undefined ? undefined : new Set(values).size;
  const all = values !== undefined && draft.style === 'equals' && levels !== undefined && values.length === 5;
  const byAddress = all ? undefined : svOf(draft.address) ?? svOf(draft.pointer);
  const taken = all ? SV_BY_LEVELS[levels]! : byAddress ?? 'sv48';
  hint(`the width of addresses is not printed: ${taken} is assumed${byAddress === undefined ? '' : ', in which such an address is used'}`);
  return taken;
}

/** The configuration of a report that prints none, by its architecture. */
export const CONFIGS: Readonly<Record<string, (draft: Draft, hint: (text: string) => void) => string>> = { 'x86-64': x86Config, arm64: arm64Config, s390: s390Config, riscv: riscvConfig };
