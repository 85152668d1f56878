import { releaseOf } from '@faultline/codec-kit';
import type { EntryHalf, Evidence, EvidenceMaker, Release } from '@faultline/contracts';
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

/** The architecture that a report without a name of one has; undefined: it cannot be told. */
function guessArch({ bad, message, walk }: Draft, makers: readonly EvidenceMaker[]): string | undefined {
  const pmd = bad?.pmd ?? (bad?.level === 'pmd' ? bad.value : undefined) ?? walk?.find(({ name }) => name === 'pmd')?.value;
  const names = pmd === undefined ? [] : archByPmd(pmd);
  if (names.length > 1 && bad !== undefined) {
    const fits = names.find((name) => makers.find((maker) => maker.name === name)?.at({}).legal(0, bad.value, 'user'));
    if (fits !== undefined) return fits;
  }
  return names[0] ?? (message !== undefined && walk !== undefined ? 'arm64' : undefined);
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

/** Builds the context of a report; undefined: no architecture can be told. */
export function contextOf(draft: Draft, makers: readonly EvidenceMaker[], given: Given, beside: { readonly arch?: string; readonly config?: string; readonly release?: string }): Context | undefined {
  const assumptions: string[] = [];
  const hint = (text: string): void => void assumptions.push(text);
  const guessed = draft.arch ?? beside.arch ?? guessArch(draft, makers);
  const arch = given.arch ?? guessed;
  const maker = makers.find(({ name }) => name === arch);
  if (maker === undefined) return undefined;
  if (draft.arch === undefined && given.arch === undefined) hint(`${maker.name}: ${beside.arch === undefined ? 'told by the form of the table entry' : 'as the reports beside it'}`);
  const config = given.config ?? (draft.arch === undefined || draft.arch === arch ? draft.config : undefined) ?? (beside.arch === arch ? beside.config : undefined) ?? CONFIGS[maker.name]?.(draft, hint) ?? '';
  const release = draft.release ?? beside.release;
  const taken = releaseOf(given.release ?? release ?? '') ?? boundedRelease(draft);
  const request = {
    ...(taken !== undefined && { release: taken }), ...(given.physBits !== undefined && { physBits: given.physBits }), swapValues: draft.swaps.map(({ value }) => value),
    ...(hasOption(given.config, 'devpriv') && { devicePrivate: true }),
  };
  const evidence = evidenceFor(maker, config, request, hint);
  const linux = given.os === undefined ? !(draft.kind === 'walk' && draft.style === 'other') : given.os === 'linux';
  return { draft, maker, evidence, release, taken, half: halfOf(draft, evidence), linux, assumptions: [...assumptions, ...(linux ? evidence.notes : ['this is no report of Linux: only what hardware reads is told, and memory types have no names'])] };
}
