import { ARM64_RULES } from './rules-arm64';
import { GENERIC_RULES } from './rules-generic';
import { RISCV_RULES } from './rules-riscv';
import { S390_RULES } from './rules-s390';
import { WALK_RULES } from './rules-walk';
import { X86_RULES } from './rules-x86';
import type { Rule } from './rule';

/** Every line that is known. */
export const RULES: readonly Rule[] = [...GENERIC_RULES, ...X86_RULES, ...ARM64_RULES, ...S390_RULES, ...RISCV_RULES, ...WALK_RULES];

/**
 * What begins a report, or tells a release: where nothing is open, a block without any of it is passed over. Each begins with a letter that is
 * rare at the place, so that the search is quick.
 */
export const BEGINS = new RegExp([
  'BUG: (?:unable|bad|non-zero)', 'NX-protected page', 'userspace code \\(SMEP', 'corrupted page table', 'segfault at ', 'PGD[ :=]', 'unable to handle', 'unhandled (?:fault|exception|signal|level)',
  'unhandled [^\\n]{1,60} \\(\\d+\\) at ', 'mem abort info', 'user process fault', 'failing address', 'swap (?:file|offset) entry', ': bad p', 'AS:[0-9a-f]', 'FAR_EL', '\\bwalk (?:for|of|at)\\b',
  'linux version \\d', '\\*pdp?[te] ?=', '\\bEIP: ', '(?:L\\d|P[MTU]D|PTE|PML4|PDPT|PT|PD) ?\\[\\w+\\] ?[@=]', 'page:\\S* ?(?:ref)?count:', 'Oops - [ils]', 'badaddr: ',
].join('|'), 'i');
