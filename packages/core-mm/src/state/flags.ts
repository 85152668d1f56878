import { ENUMS } from '@faultline/contracts';

/** Places of page flags, as `ENUMS.folioFlag` has them. */
export const PG_ANON = 0;
export const PG_EXCLUSIVE = 1;
export const PG_SWAPBACKED = 2;
export const PG_UPTODATE = 3;
export const PG_DIRTY = 4;
export const PG_REFERENCED = 5;
export const PG_LRU = 6;
export const PG_ACTIVE = 7;
export const PG_MLOCKED = 9;
export const PG_UNEVICTABLE = 10;
export const PG_TABLE = 12;
export const PG_SWAPCACHE = 13;
export const PG_KSM = 14;

/** Content byte and order in the flag word. */
export const VALUE_SHIFT = 16;
export const VALUE_MASK = 0xff << VALUE_SHIFT;
export const ORDER_SHIFT = 24;

/** Name of a flag by place. */
export const folioFlagName = (flag: number): (typeof ENUMS.folioFlag)[number] => ENUMS.folioFlag[flag]!;
