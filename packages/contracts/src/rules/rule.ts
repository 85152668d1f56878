/** What a `BranchTaken` of the rule carries as its `arg`. */
export const ARG_MEANINGS = {
  none: 'always 0',
  answer: '1 for yes, 0 for no',
  pfn: 'the frame number of the page, 0 for none',
  vpn: 'the page number of the address',
  object: 'the file or memory object behind the mapping',
  pgoff: 'the page of it',
  count: 'a number of pages',
  slot: 'the slot of the swap device',
  vmFlags: 'the flags of the VMA afterwards',
} as const;
export type ArgMeaning = keyof typeof ARG_MEANINGS;

/** The ten commits whose rules this project models, each before and after. */
export const RULE_COMMITS = {
  cdc5021cda19: 'UNSHARE is checked at the entrance',
  '79881fed6052': 'WRITE is checked at the entrance',
  b9086fde6d44: 'shared mappings come first in do_wp_page',
  '8d6a0ac09a16': 'UNSHARE breaks COW for every page of a COW mapping',
  aea06577a900: 'a private mapping asks no huge_fault on a write',
  cb8d86331343: 'VM_FAULT_WRITE is gone',
  '6a56ccbcf6c6': 'the write bit after a NUMA hint is decided anew',
  '15520a3f0469': 'swap-in errors are markers',
  '5df397dec7c4': 'the rmap of a dirty page-cache page outlives the flush',
  f036c8184f8b: 'the flag of delayed rmaps stays inside the gather',
} as const;
export type RuleCommit = keyof typeof RULE_COMMITS;

/** A rule of the kernel that a path decides by and names in a `BranchTaken`. */
export interface RuleRow {
  /** Kernel function, a slash, what is decided there. */
  readonly id: `${string}/${string}`;
  /** Kernel source file and function, v6.2-rc3. */
  readonly kernel: `${string}:${string}`;
  /** When the rule holds, as a clause after "when". */
  readonly condition: string;
  /** What follows, as a sentence whose subject is the function. */
  readonly effect: string;
  /** What the event's argument means. */
  readonly arg: ArgMeaning;
  /** Row of the specification, as `file:row`. */
  readonly spec: `${string}:${string}`;
  /** The commit that made the rule what it is. */
  readonly commit?: RuleCommit;
}
