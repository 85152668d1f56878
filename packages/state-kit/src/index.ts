export { checkColumns, wide, type Column, type ColumnsOf } from './declaration';
export type { ReadonlyWords } from './chunk';
export { Columns } from './columns';
export { Grids } from './grids';
export { Pages } from './pages';
export { ROW_WORDS, Rows } from './rows';
export { Sequences } from './sequences';
export * from './state';
export { Journal, type Packed, type Store } from './store';
