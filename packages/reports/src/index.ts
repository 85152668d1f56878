/**
 * Kernel reports about page tables: finds them in any text, and turns each into facts: what the CPU said, what each entry means, whether the
 * tables explain the fault, how far a word is from a legal one. Runs in a browser.
 */
export * from './document';
export { documentOf, readReports, statusOf, type Found, type ReadOptions } from './read-reports';
export type { Analysed } from './analyse/report';
export type { Given } from './analyse/context';
export { patternsOf, poisonText } from './patterns';
export { vmFlagNames } from './vm-flags';
