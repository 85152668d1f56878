import { EFFECT_MM, EFFECT_RANGE, type Architecture, type Capabilities, type GatherPolicy, type Geometry, type ProtectionMap } from '@faultline/contracts';
import { indexOf, N, PAGES, TOP, V, W } from './bits';
import { CODEC, SWAP } from './codec';
import { FAULTS } from './faults';
import { hardware } from './hardware';
import { LIVE } from './live';

/** A table fills a page, of which it needs a small part. */
const GEOMETRY: Geometry = {
  pageShift: 12, byteOrder: 'little', shift: [12, 16, 20, 20, 20], entries: [16, 16, 0, 0, 0], tableBytes: [4096, 4096, 0, 0, 0], topLevel: TOP,
  leafLevels: 0b1, index: indexOf, userLimit: () => PAGES, isCanonical: (va) => (va >> 20n === 0n ? 'ok' : 'fault'),
};

/** By VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8. What is private is copied before it is written. */
const MAP = [N, V, V, V, V, V, V, V, N, V, V | W, V | W, V, V, V | W, V | W] as const;
const PROT: ProtectionMap = {
  lo: Int32Array.from(MAP), hi: new Int32Array(MAP.length), execOnlyPkey: 0,
  pageProt: (vmFlags, _pkey, out) => void Object.assign(out, { lo: MAP[vmFlags & 15]!, hi: 0 }),
};

const GATHER: GatherPolicy = {
  mode: 'batched', mergeVmas: false, tableFree: 'pageBatch', tableFreeOwesFlush: false,
  flush: (state, _mm, steps) => steps.effect(state.fullmm || state.needFlushAll ? EFFECT_MM : EFFECT_RANGE),
};

const CAPS: Capabilities = {
  softDirty: false, uffdWp: false, poisonSignal: false, swapExclusive: false, devmap: false, pmdMigration: false, protnone: true, pkeys: false, executeOnly: false,
  softwareYoung: false, hwYoung: true, oldPrefault: false, installEffect: false, mkPteTakesDirty: false, retByte: 0, initialPkru: 0,
  canMovePmd: false, canMovePud: false, modifyKeeps: { pteDirty: true, hugeDirty: true, old: true, young: true },
};

/** @param faultDropsEntry a fault drops the translation it came from */
export const paper = (faultDropsEntry = true): Architecture => ({
  name: 'paper', config: '', kernel: '6.2', machineName: 'paper', geometry: GEOMETRY, codec: CODEC, prot: PROT, swap: SWAP, live: LIVE,
  gather: GATHER, hw: hardware(faultDropsEntry), faults: FAULTS, caps: CAPS,
});
