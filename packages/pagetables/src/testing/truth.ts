/** What the kernel itself said of the process, as the dumps hold it. */
export interface Run {
  readonly va: string;
  readonly count: number;
  readonly pagemap: string;
  readonly step?: number;
  readonly kpageflags?: readonly string[];
}
export interface ScanRun {
  readonly start: string;
  readonly end: string;
  readonly flags: readonly string[];
}
export interface Vma {
  readonly start: string;
  readonly end: string;
  readonly offset: string;
  readonly name: string;
  readonly vmFlags: string;
  readonly smapsKiB: Readonly<Record<string, number>>;
  readonly protectionKey?: number;
  readonly pagemapScan?: readonly ScanRun[];
  readonly pages?: readonly Run[];
}
export interface Probe {
  readonly va: string;
  readonly access: 'read' | 'write' | 'execute';
  readonly wasPresent: boolean;
  readonly minor: number;
  readonly major: number;
  readonly signal?: string;
  readonly code?: number;
}
export interface Region {
  readonly kind: string;
  readonly start: string;
  readonly length: string;
}
export interface Truth {
  readonly vmas: readonly Vma[];
  readonly probes: readonly Probe[];
  readonly regions: readonly Region[];
}

/** What pagemap tells of one page (Documentation/admin-guide/mm/pagemap.rst). */
export interface Told {
  readonly present: boolean;
  readonly swap: boolean;
  readonly pfn: bigint;
  readonly swapType: number;
  readonly swapOffset: bigint;
  readonly softDirty: boolean;
  readonly uffdWp: boolean;
  /** A file's page, or shared anonymous memory. */
  readonly file: boolean;
}

const bit = (word: bigint, at: bigint): boolean => ((word >> at) & 1n) === 1n;

export function toldBy({ pagemap, step = 0 }: Run, at: number): Told {
  const word = BigInt(pagemap) + BigInt(step) * BigInt(at);
  return {
    present: bit(word, 63n), swap: bit(word, 62n), file: bit(word, 61n), uffdWp: bit(word, 57n), softDirty: bit(word, 55n),
    pfn: word & (2n ** 55n - 1n), swapType: Number(word & 31n), swapOffset: (word >> 5n) & (2n ** 50n - 1n),
  };
}

export const flagsOf = ({ vmFlags }: Vma): ReadonlySet<string> => new Set(vmFlags.split(' '));
