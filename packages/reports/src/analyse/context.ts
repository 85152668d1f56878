import { releaseOf } from '@faultline/codec-kit';
import type { EntryHalf, Evidence, EvidenceMaker, Release } from '@faultline/contracts';
import type { Draft } from '../read/draft';
import { CONFIGS, guessArch } from './infer';

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
