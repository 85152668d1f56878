import { ENUMS } from '@faultline/contracts';

/** Places of page flags, as `ENUMS.folioFlag` has them. */

/** Content byte and order in the flag word. */
export const VALUE_SHIFT = 16;
export const VALUE_MASK = 0xff << VALUE_SHIFT;
export const ORDER_SHIFT = 24;

/** Name of a flag by place. */
export const folioFlagName = (flag: number): (typeof ENUMS.folioFlag)[number] => ENUMS.folioFlag[flag]!;
