import { ArgumentError, checkObject } from '@faultline/contracts';
import type { PageTables } from './page-tables';

/** @throws ArgumentError */
export function checkTables(tables: PageTables): void {
  checkObject('tables', tables, 'what pageTables returns');
  checkObject('tables.dump', tables.dump, 'what readDump returns');
}

/** An address, in bytes; whether it is a user's is for the tables to say. @throws ArgumentError */
export function checkAddress(name: string, va: bigint): void {
  if (typeof va !== 'bigint') throw new ArgumentError(name, va, 'a bigint: an address in bytes');
}
