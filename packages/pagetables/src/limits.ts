/** Bounds on what is read and walked: far above any real dump, low enough that no file makes the reader hang. */
export const MAX_DUMP_BYTES = 64 * 1024 * 1024;
export const MAX_DEPTH = 32;
export const MAX_TABLES = 65536;
/** Entries listed in all tables together. */
export const MAX_ENTRIES = 2 ** 21;
/** Tables may be shared, so a walk can be longer than the dump: this many times its entries, and never more than all of the limit. */
export const MAX_SHARING = 16;
export const MAX_VISITS = 2 ** 22;
/** A table of 64K pages has 8192 entries, the largest of any architecture. */
export const MAX_TABLE_SIZE = 8192;
export const MAX_LEVELS = 5;
