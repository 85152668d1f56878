/** Bounds on what a scenario file may ask for. Inputs are hostile until validated. */
export const LIMITS = {
  /** Characters of a file. */
  fileChars: 1024 * 1024,
  /** Nested collections. */
  depth: 8,
  steps: 100_000,
  cpus: 32,
  swapMiB: 2 ** 20,
  /** Huge pages in the pool. */
  hugePages: 2 ** 16,
  processes: 64,
  mappings: 1024,
  /** Files whose length or cache a scenario sets. */
  files: 64,
  /** Pages of one mapping, and highest page number within one. */
  pages: 2 ** 24,
  /** Mistakes of a file that are told one by one; the others are counted. */
  mistakes: 20,
} as const;
