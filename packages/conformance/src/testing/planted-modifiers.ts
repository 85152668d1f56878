import type { Architecture, Codec, EntrySlot, ModifyKeeps } from '@faultline/contracts';
import { arm, plant, replaced, x86, x86New, type Planted } from './plant';

const P = 0x1;
const RW = 0x2;
const US = 0x4;
const A = 0x20;
const D = 0x40;
const SOFT_DIRTY = 0x800;
const SAVED_DIRTY = 1 << 26;
/** Bits that no layout names. */
const IGNORED_HI = 1 << 20;

const MODIFY = 'modify takes the new rights and keeps frame, accessed, dirty, soft-dirty, special and all other marks';
const BACK = 'modify to PROT_NONE and back restores the page';

/** The codec with something done after each `modify`; told whether the entry gives access now. */
const afterModify = (it: Codec, act: (e: EntrySlot, access: boolean) => void): Pick<Codec, 'modify'> => ({
  modify(level, e, lo, hi) {
    it.modify(level, e, lo, hi);
    act(e, (e.lo & P) !== 0);
  },
});
const keeping = (arch: Architecture, keeps: Partial<ModifyKeeps>): Architecture =>
  replaced(arch, 'caps', { modifyKeeps: { ...arch.caps.modifyKeeps, ...keeps } });
const loseAccessed = (e: EntrySlot, access: boolean): void => void (access || (e.lo &= ~A));
const accessedIsAccess = (e: EntrySlot, access: boolean): void => void (e.lo = access ? e.lo | A : e.lo & ~A);

/** x86, but accessed goes with access, and this is said. */
export const losesYoung = keeping(replaced(x86, 'codec', afterModify(x86.codec, loseAccessed)), { young: false });
/** x86, but accessed comes and goes with access as on LoongArch, and this is said. */
export const youngIsAccess = keeping(replaced(x86, 'codec', afterModify(x86.codec, accessedIsAccess)), { old: false, young: false });

/** Faults of modifiers. */
export const plantedModifiers: readonly Planted[] = [
  plant('mkYoung makes young, and changes nothing else', 'mkYoung and mkOld exchanged', x86, 'codec', (it) => ({
    mkYoung: it.mkOld,
    mkOld: it.mkYoung,
  })),
  plant('mkOld makes old, and changes nothing else', 'an old page that is clean', x86, 'codec', () => ({
    mkOld: (_level, e) => void (e.lo &= ~(A | D)),
  })),
  plant('mkDirty makes dirty and soft-dirty, and changes nothing else', 'a store that tracking does not see', x86, 'codec', () => ({
    mkDirty: (_level, e) => void (e.lo |= D),
  })),
  plant('mkClean makes clean, and changes nothing else', 'the saved dirty mark forgotten', x86New, 'codec', () => ({
    mkClean: (_level, e) => void (e.lo &= ~D),
  })),
  plant('mkWrite gives write, and loses nothing', 'soft-dirty lost on write', x86, 'codec', () => ({
    mkWrite: (_level, e) => void (e.lo = (e.lo | RW) & ~SOFT_DIRTY),
  })),
  plant('wrProtect takes write away, and nothing else', 'dirty lost under protection', x86, 'codec', () => ({
    wrProtect: (_level, e) => void (e.lo &= ~(RW | D)),
  })),
  plant('wrProtect takes write away, and nothing else', 'hardware-dirty that is not saved', arm, 'codec', () => ({
    wrProtect(_level, e) {
      e.lo |= 0x80;
      e.hi &= ~(1 << 19);
    },
  })),
  plant('mkSpecial marks special, and changes nothing else', 'no mark', x86, 'codec', () => ({ mkSpecial() {} })),
  plant('mkDevmap marks a device page where there are any', 'special alone', x86, 'codec', (it) => ({ mkDevmap: it.mkSpecial })),
  plant('mkSoftDirty marks soft-dirty where there is such a mark', 'no mark', x86, 'codec', () => ({ mkSoftDirty() {} })),
  plant('clearSoftDirty clears soft-dirty alone', 'write-back loses the page', x86, 'codec', () => ({
    clearSoftDirty: (_level, e) => void (e.lo &= ~(SOFT_DIRTY | D)),
  })),
  plant('mkUffdWp marks userfaultfd write-protection where there is such a mark', 'protection without the mark', x86New, 'codec', (it) => ({
    mkUffdWp: it.wrProtect,
  })),
  plant('clearUffdWp clears that mark alone', 'write that comes back with it', x86, 'codec', () => ({
    clearUffdWp: (_level, e) => void (e.lo = (e.lo & ~0x400) | RW),
  })),
  plant('a modifier done twice is done once', 'an accessed bit that is turned over', x86, 'codec', () => ({
    mkOld: (_level, e) => void (e.lo ^= A),
  })),
  plant('mkYoung and mkOld undo each other', 'a trace of ageing', x86, 'codec', () => ({
    mkOld(_level, e) {
      e.lo &= ~A;
      e.hi |= IGNORED_HI;
    },
  })),
  plant('mkDirty and mkWrite give one entry in either order', 'a saved dirty mark that stays when write comes', x86New, 'codec', () => ({
    mkWrite: (_level, e) => void (e.lo |= RW),
  })),
  plant('a modifier of a mark that is absent leaves the entry alone', 'a soft-dirty mark that nobody reads', arm, 'codec', () => ({
    mkSoftDirty: (_level, e) => void (e.hi |= 1 << 31),
  })),
  ...(['frame', 'accessed', 'dirty', 'soft-dirty', 'special'] as const).map((kept) =>
    plant(
      MODIFY,
      `${kept} lost by modify`,
      x86,
      'codec',
      (it) => afterModify(it, (e) => void (e.lo &= ~{ frame: 0x40000000, accessed: A, dirty: D, 'soft-dirty': SOFT_DIRTY, special: 0x200 }[kept])),
    ),
  ),
  plant(MODIFY, 'accessed lost with access by one that says it keeps it', x86, 'codec', (it) => afterModify(it, loseAccessed)),
  plant(MODIFY, 'accessed lost although access remains, by one that may lose it with access', losesYoung, 'codec', (it) =>
    afterModify(it, (e) => void (e.lo &= ~A)),
  ),
  plant(MODIFY, 'access given without accessed, by one that says they are one', youngIsAccess, 'codec', (it) =>
    afterModify(it, (e, access) => void (access && (e.lo &= ~A))),
  ),
  plant(BACK, 'accessed lost under PROT_NONE by one that says it keeps it', x86, 'codec', (it) => afterModify(it, loseAccessed)),
  plant(BACK, 'accessed that depends on the way, where access makes young', youngIsAccess, 'codec', (it) => ({
    modify(level, e, lo, hi) {
      const hidden = (e.lo & P) === 0;
      it.modify(level, e, lo, hi);
      if (hidden) e.lo &= ~A;
    },
  })),
  plant('modify done twice is done once', 'a bit that is turned over', x86, 'codec', (it) => afterModify(it, (e) => void (e.lo ^= 0x200))),
  plant(BACK, 'a saved dirty mark lost under PROT_NONE', x86New, 'codec', (it) =>
    afterModify(it, (e, access) => void (access || (e.hi &= ~SAVED_DIRTY))),
  ),
  plant('modify gives user mode the rights of a fresh leaf', 'user access lost by modify', x86, 'codec', (it) =>
    afterModify(it, (e) => void (e.lo &= ~US)),
  ),
];
