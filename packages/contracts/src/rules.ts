import type { RuleNumber } from './numbers';

/**
 * Rules of the specification that an event can name, as `file:number`. Numbered by place: append, never reorder.
 * The tables behind the numbers: spec/fault-path.md, spec/cow-and-gup.md, spec/fork-mprotect-numa.md, spec/zap-and-rmap.md.
 */
export const RULES = [
  'fault-path:F1', 'fault-path:F2', 'fault-path:F4', 'fault-path:F5', 'fault-path:H4',
  'fault-path:D5', 'fault-path:D6', 'fault-path:D7', 'fault-path:D9', 'fault-path:D10', 'fault-path:P2', 'fault-path:P3',
  'fault-path:AN1', 'fault-path:AN2', 'fault-path:AN5', 'fault-path:AN8', 'fault-path:AN9', 'fault-path:AN10', 'fault-path:AN14', 'fault-path:AN18',
  'fault-path:FF4', 'fault-path:FF5', 'fault-path:FF6', 'fault-path:RF1', 'fault-path:RF2', 'fault-path:FA6', 'fault-path:FN6', 'fault-path:FN7', 'fault-path:SF4', 'fault-path:CF3',
  'fault-path:NU3', 'fault-path:NU4', 'fault-path:NU11',
  'cow-and-gup:WP4', 'cow-and-gup:WP5', 'cow-and-gup:WP6', 'cow-and-gup:WP7', 'cow-and-gup:WP8', 'cow-and-gup:WP10',
  'cow-and-gup:R1', 'cow-and-gup:R3', 'cow-and-gup:R6', 'cow-and-gup:R7',
  'cow-and-gup:C2', 'cow-and-gup:C6', 'cow-and-gup:C9', 'cow-and-gup:C12', 'cow-and-gup:SH5', 'cow-and-gup:G5', 'cow-and-gup:G10', 'cow-and-gup:G13', 'cow-and-gup:V5', 'cow-and-gup:V8',
  'fork-mprotect-numa:FV1', 'fork-mprotect-numa:FV2', 'fork-mprotect-numa:FV3', 'fork-mprotect-numa:FN3', 'fork-mprotect-numa:FN4', 'fork-mprotect-numa:FP3', 'fork-mprotect-numa:FP4', 'fork-mprotect-numa:FP5',
  'fork-mprotect-numa:MP1', 'fork-mprotect-numa:MP5', 'fork-mprotect-numa:CP3', 'fork-mprotect-numa:CP5', 'fork-mprotect-numa:CP7',
  'fork-mprotect-numa:WR2', 'fork-mprotect-numa:WR3', 'fork-mprotect-numa:WR5', 'fork-mprotect-numa:WR6',
  'fork-mprotect-numa:MR1', 'fork-mprotect-numa:MR2', 'fork-mprotect-numa:MR4', 'fork-mprotect-numa:MR9', 'fork-mprotect-numa:MA1', 'fork-mprotect-numa:MA7', 'fork-mprotect-numa:MA8',
  'zap-and-rmap:4.5', 'zap-and-rmap:4.6', 'zap-and-rmap:4.7', 'zap-and-rmap:4.8', 'zap-and-rmap:4.10',
  'fork-mprotect-numa:MR8',
] as const;
export type RuleId = (typeof RULES)[number];

/** Number of a rule, as the field `rule` of `BranchTaken` holds it. */
export const ruleNumber = (id: RuleId): RuleNumber => RULES.indexOf(id) as RuleNumber;
