import type { Kernel } from '../kernel';
import type { Architecture } from './architecture';
import type { DecodedEntry, EntryKind } from './entry';

/** A release as a log prints it. */
export interface Release {
  /** As it was printed: `5.15.0-40-generic`. */
  readonly text: string;
  /** First number. */
  readonly major: number;
  /** Second number. */
  readonly minor: number;
  /** Third number: that of a stable release; 0 if there is none. */
  readonly patch: number;
}

/** Whose addresses an entry translates: entries of the two halves have forms of their own. */
export type EntryHalf = 'user' | 'kernel';

/** A swap-style word under one layout and one table of types. */
export interface SwapReading {
  /** Number of the type. */
  readonly type: number;
  /** What the type means under the table that was assumed: `swap`, `migration-read`, `marker`, … */
  readonly name: string;
  /** The raw offset field. */
  readonly offset: bigint;
  /** Frame in base pages; undefined: the type carries none. */
  readonly pfn?: bigint;
  /** Marks beside type and offset, and bits of a marker. */
  readonly flags: readonly string[];
  /** Which layout and which table of types, in words. */
  readonly under: string;
}

/** One entry as hardware and the kernel of a release read it. Bits are counted from the least significant. */
export interface EntryReading {
  /** The word. */
  readonly raw: bigint;
  /** Level of its table. */
  readonly level: number;
  /** What it is, by the kernel of this release. */
  readonly kind: EntryKind;
  /** Physical address it points to: of a page or a table; undefined: of none. */
  readonly physical?: bigint;
  /** Letters `rwx`, `-` for what user code may not do by this entry alone. */
  readonly user: string;
  /** The same for the kernel, whatever the CPU holds against user pages. */
  readonly kernel: string;
  /** Bits set here that the architecture reserves in this form. */
  readonly reserved: readonly number[];
  /** Bits set here that the kernel of this release sets in no entry of this form. */
  readonly neverSet: readonly number[];
  /** Memory type; undefined: it has no name. */
  readonly memType?: string;
  /** What a swap-style entry says. */
  readonly swap?: SwapReading;
  /** May hardware use it? */
  readonly valid: boolean;
  /** Names of the bits that are set, most significant first, as people list them. */
  readonly flags: readonly string[];
  /** Names of the bits that decide and are clear, of a page. */
  readonly clear: readonly string[];
  /** What is worth knowing of this entry, in words. */
  readonly notes: readonly string[];
  /** Might the kernel of this release have written it? */
  readonly legal: boolean;
  /** Why not, in words; undefined: it might. */
  readonly illegal?: string;
  /** Every bit, by the nearest modelled encoding. */
  readonly decoded: DecodedEntry;
}

/** Why hardware refused, as far as a code tells. */
export type FaultReason =
  | 'not-present' | 'permission' | 'reserved' | 'pkey' | 'access-flag' | 'address-size' | 'low-address' | 'range' | 'ownership' | 'other';

/** What a CPU said, in numbers. */
export interface FaultCode {
  /** Error code, syndrome, interruption code or cause. */
  readonly code: bigint;
  /** What comes along: the identification (s390), the saved status (RISC-V). */
  readonly extra?: bigint;
}

/** What a fault code says. */
export interface FaultReading {
  /** Kind of access; undefined: not told. */
  readonly access?: 'read' | 'write' | 'exec';
  /** Who accessed; undefined: not told. */
  readonly mode?: 'user' | 'kernel';
  /** Was there a translation? */
  readonly present?: boolean;
  /** Was a reserved bit set? */
  readonly reserved?: boolean;
  /** Level that the code names, as the architecture counts. */
  readonly level?: number;
  /** The same as the kernel counts, from the leaf up. */
  readonly kernelLevel?: number;
  /** Address space (s390). */
  readonly space?: 'primary' | 'access-register' | 'secondary' | 'home';
  /** Address that comes with the code. */
  readonly address?: bigint;
  /** Why. */
  readonly reason: FaultReason;
  /** All of it in words. */
  readonly words: string;
  /** Each bit or field that is set, in words. */
  readonly fields: readonly string[];
  /** What cannot be together, by name. */
  readonly contradictions: readonly string[];
}

/** State of the CPU beside the tables, as far as a report prints it; undefined: not printed. */
export interface CpuContext {
  /** Does the CPU keep the kernel's loads and stores away from user pages (SMAP and AC, PAN, SUM)? */
  readonly guardsData?: boolean;
  /** Does it keep the kernel's fetches away from user pages (SMEP)? */
  readonly guardsFetch?: boolean;
  /** Rights by protection key. */
  readonly pkru?: number;
}

/** Why entries refuse an access. */
export interface Refusal {
  /** `read-only`, `no-exec`, `not-present`, `pan`, … */
  readonly because: string;
  /** Level of the entry that refuses, or permits it only to others. */
  readonly level: number;
  /** It needs a state of the CPU that is not printed. */
  readonly unprinted?: boolean;
}

/** How an access is refused because of whose page it is; data, for the walk itself is the same everywhere. */
export interface Guards {
  /** What keeps loads and stores of the kernel away from user pages: `smap`, `pan`, `sum`; undefined: nothing does. */
  readonly data?: string;
  /** What keeps its fetches away. */
  readonly fetch?: string;
}

/** A table of swap types that may hold: which build options it takes. */
export interface BuildOptions {
  /** CONFIG_DEVICE_PRIVATE. */
  readonly devicePrivate?: boolean;
  /** CONFIG_MEMORY_FAILURE. */
  readonly memoryFailure?: boolean;
  /** CONFIG_PTE_MARKER, where markers were an option (5.19 to 6.1). */
  readonly pteMarker?: boolean;
}

/** What is wanted of an architecture as evidence. */
export interface EvidenceRequest extends BuildOptions {
  /** Configuration in the project's grammar. */
  readonly config?: string;
  /** Release of the kernel that printed; undefined: unknown. */
  readonly release?: Release;
  /** Profile to use, whatever the release. */
  readonly kernel?: Kernel;
  /** Bits of a physical address that the CPU has. */
  readonly physBits?: number;
  /** A bit that every entry has for the encryption of memory, and that is no bit of a frame. */
  readonly encryptionBit?: number;
  /** A swap value that the same report prints: the layout that gives it is taken. */
  readonly swapValues?: readonly bigint[];
}

/** What an architecture knows of the words that its kernels print, in one configuration and for one release. */
export interface Evidence {
  /** The nearest modelled encoding. */
  readonly architecture: Architecture;
  /** Is the release a modelled one? */
  readonly exact: boolean;
  /** What changed between that encoding and the release, and what was assumed. */
  readonly notes: readonly string[];
  /** Bits of a physical address that a machine of this configuration may have. */
  readonly physBits: number;
  /** Reads an entry. */
  read(level: number, raw: bigint, half?: EntryHalf): EntryReading;
  /** Might the kernel of this release have written this word there? Cheaper than `read`. */
  legal(level: number, raw: bigint, half?: EntryHalf): boolean;
  /** How plausible a legal word is, from 0 up. */
  plausibility(level: number, raw: bigint, half?: EntryHalf): number;
  /** The same word under other layouts of swap entries than the one that is taken. */
  otherSwaps(raw: bigint): readonly { readonly text: string; readonly type: number; readonly offset: bigint }[];
  /** Reads a fault code. */
  fault(code: FaultCode): FaultReading;
  /** Whose page guards the kernel. */
  readonly guards: Guards;
  /** In which half an address lies; undefined: in none. */
  half(address: bigint): EntryHalf | undefined;
  /** What a printed root holds. */
  root(raw: bigint): { readonly physical: bigint; readonly asid?: number; readonly levels?: number };
  /** The key that a leaf has; undefined: there are no keys. */
  keyOf?(raw: bigint): number;
  /** Does a store pass this leaf, which its marks call writable and clean, only where hardware keeps the dirty mark? */
  clean?(raw: bigint): boolean;
  /** Does the kernel of this release call it bad in place of a table? */
  bad(level: number, raw: bigint): boolean;
  /** Does the kernel take it for special (no page of its own)? */
  special(level: number, raw: bigint): boolean;
}

/** An architecture as evidence: what `reports` is given. */
export interface EvidenceMaker {
  /** As in `--arch`. */
  readonly name: string;
  /** How its manuals number levels: the number of the page level, and whether numbers grow towards it. */
  readonly levels: { readonly page: number; readonly down: boolean };
  /** Evidence of one configuration and release. */
  readonly at: (request: EvidenceRequest) => Evidence;
}
