import type { Capabilities } from '@faultline/contracts';

/** What generic code asks instead of a name (arch-interface §4). Say true only of what the other files do. */
export const CAPS: Capabilities = Object.freeze<Capabilities>({
  softDirty: false, uffdWp: false, swapExclusive: false, poisonSignal: false, devmap: false, pmdMigration: false, protnone: true, pkeys: false, executeOnly: false,
  softwareYoung: false, hwYoung: false, oldPrefault: false, installEffect: false, mkPteTakesDirty: false, retByte: 0xc3, initialPkru: 0,
  canMovePmd: false, canMovePud: false, modifyKeeps: { pteDirty: true, hugeDirty: true, old: true, young: true },
});
