/**
 * Page tables of running kernels: reads a dump, lists what it maps, answers single addresses, and asks the hardware model
 * what an access would do. Runs in a browser.
 */
export { DumpError, type DumpErrorCode } from './errors';
export { MAX_DUMP_BYTES } from './limits';
export type { DumpConfig } from './shape';
export type { Dump, DumpTable } from './dump';
export { readDump } from './read-dump';
export { pageTables, userRange, type PageTables } from './page-tables';
export { isDefect, type DefectKind, type Mapping, type MappingKind } from './mapping';
export { mappingAt, mappings } from './list';
export { merged } from './merge';
export { mapsPhysical, withAttributes } from './filter';
export { answer, foretell, type AddressAnswer, type EntryRead, type Foretold, type Overlay } from './hardware';
