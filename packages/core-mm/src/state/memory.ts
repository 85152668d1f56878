import { MAX_CPUS } from '@faultline/contracts';
import { Columns, Rows, tally, type ColumnsOf } from '@faultline/state-kit';

const ORDERS = 20;
const VMSTAT_ITEMS = 8;

/** First free block by order; 0: none. */
export const freeLists = (): Columns => new Columns('freeLists', ['head'], ORDERS);

/** Single numbers: what the allocators of frames and of ids give next. */
export const N_NEXT_FRAME = 0;
export const N_TOP_FRAME = 1;
export const N_NEXT_MM = 2;
export const N_NEXT_OBJECT = 3;
export const N_NEXT_ANON_VMA = 4;
export const N_NEXT_HOLD = 5;
export const nextNumbers = (): Columns => new Columns('next', ['frame', 'topFrame', 'mm', 'object', 'anonVma', 'hold'], 1);

/** Address space loaded on each CPU; 0: none. */
export const loadedMms = (): Columns => new Columns('loaded', ['mm'], MAX_CPUS);

/** In the order of `ENUMS.vmstat`. */
export const vmstatItems = (): Columns => new Columns('vmstat', [tally('count')], VMSTAT_ITEMS);

/** Parent of each anon_vma, by id; index 0 is no anon_vma. */
export const A_PARENT = 0;
const ANON_VMA_COLUMNS: ColumnsOf = { parent: A_PARENT };
export const anonVmaRows = (): Rows => new Rows('anonVmas', ANON_VMA_COLUMNS, 1);
