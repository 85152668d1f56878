/**
 * The conformance suite: laws that every architecture must keep, over arbitrary entries
 * (`arch-interface` §7 and the kernel's contract for ports).
 */
export type { CheckOptions, Counterexample, Law, LawPart } from './law';
export { conformanceLaws } from './laws';
export { checkConformance, type ConformanceOptions, type ConformanceReport, type LawResult } from './check';
export { renderReport } from './report';
export { conformance, type TestRunner } from './suite';
