import { releaseOf } from '@faultline/codec-kit';
import { PMD, PTE, type EntryHalf, type Evidence, type EvidenceMaker, type Release } from '@faultline/contracts';
import type { Draft } from '../read/draft';

/** What the user says of the machine: it goes before what the text says. */
export interface Given {
  /** Architecture, as in `--arch`. */
  readonly arch?: string;
  /** Configuration in the project's grammar. */
  readonly config?: string;
  /** Release, in whatever form a log has it. */
  readonly release?: string;
  /** Bits of a physical address that the CPU has. */
  readonly physBits?: number;
  /** `none`: the tables are of a system that is not Linux. */
  readonly os?: 'linux' | 'none';
}

/** A report with what is known of its machine. */
export interface Context {
  readonly draft: Draft;
  readonly maker: EvidenceMaker;
  readonly evidence: Evidence;
  /** As the log prints it; undefined: it does not. */
  readonly release: string | undefined;
  /** The release that facts are taken of; undefined: unknown. */
  readonly taken: Release | undefined;
  readonly half: EntryHalf | undefined;
  /** Linux made these tables. */
  readonly linux: boolean;
  /** Nothing tells the architecture, and nothing that is said depends on it. */
  readonly neutral: boolean;
  readonly assumptions: readonly string[];
}

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
function guessArch({ bad, message, walk, never, pointer }: Draft, makers: readonly EvidenceMaker[]): string | undefined {
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
  hint(`granule and width of addresses are not printed: ${folded ? '4k-39, as pgd and pud are one entry' : '4k-48'} is assumed`);
  return folded ? '4k-39' : '4k-48';
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
function riscvConfig(draft: Draft, hint: (text: string) => void): string {
  const values = draft.walk?.map(({ value }) => value);
  const levels = values === undefined ? undefined : new Set(values).size;
  const all = values !== undefined && draft.style === 'equals' && levels !== undefined && values.length === 5;
  hint(`the width of addresses is not printed: ${all ? SV_BY_LEVELS[levels]! : 'sv48'} is assumed`);
  return all ? SV_BY_LEVELS[levels]! : 'sv48';
}

const CONFIGS: Readonly<Record<string, (draft: Draft, hint: (text: string) => void) => string>> = { 'x86-64': x86Config, arm64: arm64Config, s390: s390Config, riscv: riscvConfig };

/** A release between the bounds that the spelling of lines gives; undefined: none has to be told from the default. */
function boundedRelease({ since, before }: Draft): Release | undefined {
  if (before !== undefined) {
    const [major, minor] = before;
    return { text: `a kernel before ${major}.${minor} (by the spelling)`, major: minor === 0 ? major - 1 : major, minor: minor === 0 ? 19 : minor - 1, patch: 0 };
  }
  // Later than the encoding that is taken where nothing is known.
  if (since !== undefined && (since[0] > 6 || (since[0] === 6 && since[1] > 2))) return { text: `a kernel since ${since[0]}.${since[1]} (by the spelling)`, major: since[0], minor: since[1], patch: 0 };
  return undefined;
}

/** Whose half an address lies in; s390 has tables of their own for each. */
function halfOf(draft: Draft, evidence: Evidence): EntryHalf | undefined {
  const { kind, address, space, message = '', mode } = draft;
  if (kind === 'bad-page-map' || kind === 'bad-table-entry' || kind === 'bad-swap' || kind === 'bad-rss') return 'user';
  if (evidence.architecture.geometry.byteOrder === 'big') return space === 'home' || (space === undefined && /virtual kernel/i.test(message)) ? 'kernel' : mode === 'user' || space !== undefined ? 'user' : undefined;
  const at = draft.walkAddress ?? address;
  return at === undefined ? undefined : evidence.half(at);
}

/** The configuration that a text names, if there is one such; else what comes nearest. */
function evidenceFor(maker: EvidenceMaker, config: string, request: Omit<Parameters<EvidenceMaker['at']>[0], 'config'>, hint: (text: string) => void): Evidence {
  try {
    return maker.at({ ...request, config });
  } catch (error) {
    hint(`${config} is not modelled (${(error as Error).message}): the usual configuration is taken`);
    return maker.at(request);
  }
}

/** A word of the kernel's options in a configuration. */
const hasOption = (config: string | undefined, option: string): boolean => config?.split('+').includes(option) === true;

/** Reports that every architecture prints, and that say the same on each. */
const NEUTRAL: readonly string[] = ['bad-swap', 'bad-rss', 'bad-page-state'];

/** Where processors keep the bit that says whether memory is encrypted. */
const ENCRYPTION_BITS = [47, 51] as const;
const FEWEST_TABLES = 2;
/** The bit that all tables of a walk have, where a frame has none: memory of the guest is encrypted. */
function encryptionBit({ walk = [], style }: Draft): number | undefined {
  const tables = walk.slice(0, -1).map(({ value }) => value ?? 0n);
  if (style !== 'x86' || new Set(tables).size < FEWEST_TABLES) return undefined;
  return ENCRYPTION_BITS.find((bit) => tables.every((table) => (table >> BigInt(bit)) & 1n));
}

/** Builds the context of a report; undefined: no architecture can be told. */
export function contextOf(draft: Draft, makers: readonly EvidenceMaker[], given: Given, beside: { readonly arch?: string; readonly config?: string; readonly release?: string }): Context | undefined {
  const assumptions: string[] = [];
  const hint = (text: string): void => void assumptions.push(text);
  const near = beside.arch === draft.never ? undefined : beside.arch;
  const guessed = draft.arch ?? (draft.never === undefined ? near ?? guessArch(draft, makers) : guessArch(draft, makers) ?? near);
  const fallback = draft.bad === undefined ? NEUTRAL.includes(draft.kind) : draft.never === undefined;
  const known = given.arch ?? guessed;
  const arch = known ?? (fallback ? makers[0]?.name : undefined);
  const maker = makers.find(({ name }) => name === arch);
  if (maker === undefined) return undefined;
  const neutral = known === undefined && draft.bad === undefined;
  if (known === undefined) hint(neutral ? 'no line tells the architecture, and nothing here depends on it' : `no line tells the architecture: ${maker.name} is assumed`);
  else if (draft.arch === undefined && given.arch === undefined) hint(`${maker.name}: ${near === guessed ? 'as the reports beside it' : 'told by the form of the entries and pointers'}`);
  const config = given.config ?? (draft.arch === undefined || draft.arch === arch ? draft.config : undefined) ?? (near === arch ? beside.config : undefined) ?? CONFIGS[maker.name]?.(draft, neutral || draft.kind === 'segfault' ? () => undefined : hint) ?? '';
  const release = draft.release ?? beside.release;
  const taken = releaseOf(given.release ?? release ?? '') ?? boundedRelease(draft);
  const bit = encryptionBit(draft);
  if (bit !== undefined) hint(`bit ${bit} is set in every table: it is taken for the one of memory encryption (SEV, SME), and for no bit of a frame`);
  const request = {
    ...(bit !== undefined && { encryptionBit: bit }),
    ...(taken !== undefined && { release: taken }), ...(given.physBits !== undefined && { physBits: given.physBits }), swapValues: draft.swaps.map(({ value }) => value),
    ...(hasOption(given.config, 'devpriv') && { devicePrivate: true }),
  };
  const evidence = evidenceFor(maker, config, request, hint);
  const linux = given.os === undefined ? !(draft.kind === 'walk' && draft.style === 'other') : given.os === 'linux';
  return { draft, maker, evidence, release, taken, half: halfOf(draft, evidence), linux, neutral, assumptions: [...assumptions, ...(linux ? evidence.notes : ['this is no report of Linux: only what hardware reads is told, and memory types have no names'])] };
}
