export { projection, type Batch, type Change, type Handlers, type Projection } from './projection';
export { referenceFold } from './reference/reference-fold';
export { EMPTY_STATE, type PlainFrame, type PlainMm, type PlainState, type PlainVma } from './reference/plain-state';
export { renderState, type FastState } from './reference/render-state';
export {
  addressSpaces, leavesOf, type AddressSpace, type AddressSpaces, type EntryInWords, type TableInWords, type VmaInWords,
} from './address-spaces';
export { cpus, type CachedTable, type Cpu, type Cpus, type Translation } from './cpus';
