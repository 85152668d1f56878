import { readDump } from '../read-dump';
import { pageTables, type PageTables } from '../page-tables';
import { x86_64 } from '@faultline/arch-x86';
import type { Architecture } from '@faultline/contracts';

/** Tables as the format has them: address, level (from 1) and entries. */
export interface TinyTable {
  readonly level: number;
  readonly e: Readonly<Record<string, string>>;
  readonly size?: number;
  readonly fill?: string;
}
/** A document of x86-64 with four levels; the root is the table at 0x1000. */
export const tinyDocument = (tables: Readonly<Record<string, TinyTable>>) => ({
  format: 1, name: 'tiny', arch: 'x86_64', kernel: '6.2.12', config: { pageSize: 4096, levels: 4, vaBits: 48 },
  root: { table: '0x1000', size: 512, level: 4, firstIndex: 0, endIndex: 256 },
  tables: Object.fromEntries(Object.entries(tables).map(([phys, { level, e, size = 512, fill = '0x0' }]) => [phys, { level, size, fill, e }])),
});
const X86 = x86_64();

/** The document read. */
export const tiny = (tables: Readonly<Record<string, TinyTable>>, architecture: Architecture = X86): PageTables =>
  pageTables(readDump(JSON.stringify(tinyDocument(tables))), architecture);

/** A path of tables down to a page table with these entries; it maps addresses from 0 on. */
export const down = (e: Readonly<Record<string, string>>): Readonly<Record<string, TinyTable>> => ({
  '0x1000': { level: 4, e: { 0: '0x2067' } }, '0x2000': { level: 3, e: { 0: '0x3067' } }, '0x3000': { level: 2, e: { 0: '0x4067' } }, '0x4000': { level: 1, e },
});
