import { COW_RULES } from './cow';
import { FAULT_RULES } from './fault';
import { FORK_RULES } from './fork';
import { GUP_RULES } from './gup';
import { MADVISE_RULES } from './madvise';
import { MPROTECT_RULES } from './mprotect';
import { MREMAP_RULES } from './mremap';
import { RMAP_RULES } from './rmap';
import type { RuleRow } from './rule';
import { SWAP_RULES } from './swap';
import { ZAP_RULES } from './zap';

export * from './rule';

/** Rules by area: each has a page in `docs/rules`. */
export const RULE_AREAS = {
  fault: FAULT_RULES, cow: COW_RULES, gup: GUP_RULES, fork: FORK_RULES, mprotect: MPROTECT_RULES, mremap: MREMAP_RULES, madvise: MADVISE_RULES, zap: ZAP_RULES,
  swap: SWAP_RULES, rmap: RMAP_RULES,
} as const;

/** Every rule that a path records, by area. A rule's number is its place here; `rules.gen.ts` holds it as a constant. */
export const RULES: readonly RuleRow[] = Object.values(RULE_AREAS).flat();

/**
 * The rule of an id, or of the row of the specification it stands for (`fault-path:AN1`).
 * @example ruleNamed('do_wp_page/copy')?.commit
 */
export const ruleNamed = (name: string): RuleRow | undefined => RULES.find(({ id, spec }) => id === name || spec === name);
