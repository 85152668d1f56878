export { projection, type Batch, type Change, type Handlers, type Projection } from './projection';
export {
  addressSpaces, leavesOf, type AddressSpace, type AddressSpaces, type EntryInWords, type TableInWords, type VmaInWords,
} from './address-spaces';
export { cpus, type CachedTable, type Cpu, type Cpus, type Translation } from './cpus';
