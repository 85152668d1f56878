import { levelOf, P4D, PGD, PMD, PTE, PUD } from '@faultline/contracts';

/** How an architecture's own manuals number levels: which number the page level has, and whether numbers grow towards it. */
export interface LevelNumbers {
  /** Number of the page level. */
  readonly page: number;
  /** Do numbers grow towards the page level? */
  readonly down: boolean;
}

/** Names that others have for levels: of manuals, and of kernels' reports. */
const NAMES: Readonly<Record<string, number>> = {
  pml5: PGD, pml5e: PGD, pml4: P4D, pml4e: P4D, pdpt: PUD, pdpte: PUD, pdp: PUD, pdpe: PUD, pd: PMD, pde: PMD, pt: PTE, pte: PTE,
  r1: PGD, r2: P4D, r3: PUD, s: PMD, p: PTE,
};
const NUMBERED = /^l(-?[0-5])$/;

/** A level by whatever name people have for it, in any case: `PTE`, `S`, `PML4`, `l3`; undefined: it is none. */
export function levelNamed(name: string, { page, down }: LevelNumbers): number | undefined {
  const small = name.toLowerCase();
  const own = levelOf(small) ?? (Object.hasOwn(NAMES, small) ? NAMES[small] : undefined);
  if (own !== undefined) return own;
  const number = NUMBERED.exec(small)?.[1];
  if (number === undefined) return undefined;
  const level = down ? page - Number(number) : Number(number) - page;
  return level < PTE || level > PGD ? undefined : level;
}
