import { releaseOf } from '@faultline/codec-kit';
import { kernelNamed, type Architecture, type DecodedEntry, type EntryHalf, type Evidence, type EvidenceMaker } from '@faultline/contracts';
import { chooseArchitecture, evidenceMakerOf, kernelOf, type Chosen, type Outside } from './architectures';
import { architectureNamed } from './architecture-names';
import type { EntryBeside } from './hardware-line';

/** How entries are to be read. */
export interface EntryChoice {
  /** As in `--arch`. */
  readonly arch: string;
  /** Configuration, if it is not in `arch`. */
  readonly config: string | undefined;
  /** A profile, or any release. */
  readonly kernel: string | undefined;
  /** An architecture from outside that `arch` can name. */
  readonly outside: Outside | undefined;
  /** An address that the entries translate. */
  readonly address: bigint | undefined;
  /** Did Linux write them? */
  readonly linux: boolean;
  /** Bits of a physical address that the CPU has. */
  readonly physBits: number | undefined;
}

/** An architecture with what it knows of entries; from outside: without. */
export interface ChosenEntries {
  /** The architecture. */
  readonly chosen: Chosen;
  /** How its evidence is made; undefined: it has none. */
  readonly maker: EvidenceMaker | undefined;
  /** What it knows of entries; undefined: nothing. */
  readonly evidence: Evidence | undefined;
  /** Whose addresses the entries translate; undefined: not told. */
  readonly half: EntryHalf | undefined;
  /** What was asked for. */
  readonly choice: EntryChoice;
}

/** A release that is no profile: the nearest encoding is taken. */
const otherRelease = (kernel: string | undefined) => (kernel === undefined || kernelNamed(kernel) !== undefined ? undefined : releaseOf(kernel));

/** An architecture for reading entries, of any release. @throws WorkbenchError */
export function chooseEntries(choice: EntryChoice): ChosenEntries {
  const { arch, config, kernel, outside, address, physBits } = choice;
  const [name = '', own] = arch.split(':');
  const maker = outside?.name === name ? undefined : evidenceMakerOf(architectureNamed(name));
  const release = maker === undefined ? undefined : otherRelease(kernel);
  const wanted = own ?? config;
  const nearest = release === undefined ? undefined : maker!.at({ release, ...(wanted !== undefined && { config: wanted }) }).architecture.kernel;
  const chosen = chooseArchitecture(arch, nearest ?? (kernel === undefined ? undefined : kernelOf(kernel)), config, outside);
  const { architecture } = chosen;
  const evidence = maker?.at({
    config: architecture.config, kernel: architecture.kernel, ...(release === undefined ? { release: releaseOf(architecture.kernel)! } : { release }), ...(physBits !== undefined && { physBits }),
  });
  return { chosen, maker, evidence, half: address === undefined ? undefined : evidence?.half(address), choice };
}

/** An entry, and what is said beside it; undefined: nothing more is known. */
export function besideEntry({ evidence, half, choice }: ChosenEntries, { codec }: Architecture, level: number, raw: bigint): { readonly entry: DecodedEntry; readonly beside: EntryBeside | undefined } {
  const entry = codec.decode(level, raw);
  if (evidence === undefined) return { entry, beside: undefined };
  const { address, linux } = choice;
  return { entry, beside: { reading: evidence.read(level, raw, half), evidence, half, linux, ...(address !== undefined && { address }) } };
}
