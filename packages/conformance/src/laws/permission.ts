import { ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, PMD, PTE, VM_WRITE, type Architecture, type EntrySlot } from '@faultline/contracts';
import { emptyOf } from '../cases/empties';
import { having } from '../cases/family';
import { entryOf, isNoneRow, mappings, protectionNow, rowOf, type Mapping } from '../cases/mapping';
import { changed } from '../cases/slot';
import { walked, waysOf, wayWords } from '../cases/ways';
import { firstOf, oneOf, same, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { hugeLevels } from '../levels-of';
import { faultName, plainWay, walkTo, type Walked } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §6 hw.walk, §7 law 12'): LawText => ({
  name,
  part: 'hardware',
  about,
  source,
});
const ok = ({ out }: Walked): boolean => out.fault === 0;

/**
 * May user mode, with every key open, do this by what the core reads from the entry?
 * `undefined`: no claim, as of an entry made writable against its mapping (maybe_mkwrite does not).
 */
function permitted(arch: Architecture, one: Mapping, { lo, hi }: EntrySlot, access: number): boolean | undefined {
  const row = rowOf(protectionNow(one));
  const write = arch.codec.write(one.level, lo, hi);
  if (isNoneRow(row)) return false;
  if (write && !(row & VM_WRITE)) return undefined;
  if (access === ACCESS_WRITE) return write;
  if (access === ACCESS_EXEC) return arch.codec.exec(one.level, lo, hi);
  return (row & 3) !== 0 || !arch.caps.executeOnly ? true : undefined;
}

/** What handle_pte_fault does for a permitted access. */
function repaired({ codec }: Architecture, level: number, entry: EntrySlot, access: number): EntrySlot {
  return changed(entry, (e) => {
    if (access === ACCESS_WRITE) codec.mkDirty(level, e);
    codec.mkYoung(level, e);
  });
}

/** What the predicates must say of an entry that lets an access in. */
function letsIn({ codec }: Architecture, level: number, { lo, hi }: EntrySlot, access: number): Mismatch | undefined {
  return (
    same('present', true, codec.present(level, lo, hi)) ??
    same('protnone', false, codec.protnone(level, lo, hi)) ??
    same('accessible', true, codec.accessible(level, lo, hi, false)) ??
    (access === ACCESS_WRITE ? same('write of an entry that takes a store', true, codec.write(level, lo, hi)) : undefined) ??
    (access === ACCESS_EXEC ? same('exec of an entry that is fetched from', true, codec.exec(level, lo, hi)) : undefined)
  );
}

export const permissionLaws: readonly Law[] = [
  defineLaw(
    text(
      'hardware lets in only what the predicates allow',
      'An entry that the core takes for read-only, prot-none or absent must not be written, read or run behind its back.',
    ),
    walked,
    (arch, [one, way]) => {
      const entry = entryOf(arch, one);
      return firstOf([ACCESS_READ, ACCESS_WRITE, ACCESS_EXEC] as const, (access) =>
        ok(walkTo(arch, one.level, entry, { ...way, access })) ? letsIn(arch, one.level, entry, access) : undefined,
      );
    },
  ),
  defineLaw(
    text(
      'what the core permits and repairs, hardware accepts',
      'After mkYoung, and mkDirty for a store, the access must succeed: otherwise the fault comes back for ever.',
    ),
    walked,
    (arch, [one, { vpn, access }]) => {
      const entry = entryOf(arch, one);
      if (permitted(arch, one, entry, access) !== true) return undefined;
      const after = repaired(arch, one.level, entry, access);
      const mismatch = same('fault', 'ok', faultName(walkTo(arch, one.level, after, { ...plainWay(access), vpn }).out.fault));
      return mismatch && { ...mismatch, entry: after };
    },
  ),
  defineLaw(
    text(
      'PROT_NONE is present, but refuses every access as not present or protected',
      'The core finds it by pte_protnone, whatever the reason that hardware gives.',
      'arch-interface §4 protnone, §8.2',
    ),
    walked,
    (arch, [one, way]) => {
      if (!isNoneRow(rowOf(protectionNow(one)))) return undefined;
      const entry = entryOf(arch, one);
      const { out } = walkTo(arch, one.level, entry, way);
      return (
        same('present', true, arch.codec.present(one.level, entry.lo, entry.hi)) ??
        oneOf('fault', ['notPresent', 'protection'], faultName(out.fault))
      );
    },
  ),
  defineLaw(
    text(
      'PROT_NONE is not accessible while no flush is pending',
      'It spares flushes of what no TLB can hold; exempt is who says true to everything, the empty entry too.',
      'arch-interface §4 accessible; arch-riscv §4',
    ),
    walked,
    (arch, [one]) => {
      const { lo, hi } = entryOf(arch, one);
      const empty = emptyOf(arch, one.level);
      const spares = !arch.codec.accessible(one.level, empty.lo, empty.hi, false);
      return spares && isNoneRow(rowOf(protectionNow(one)))
        ? same('accessible', false, arch.codec.accessible(one.level, lo, hi, false))
        : undefined;
    },
  ),
  defineLaw(
    text(
      'hardware refuses an invalidated huge leaf',
      'pmd_mkinvalid stops every access until the split is done.',
      'arch-interface §4 mkInvalid',
    ),
    having(
      mappings((arch) => hugeLevels(arch).filter((at) => at === PMD)),
      waysOf,
      wayWords,
    ),
    (arch, [one, way]) => {
      const entry = changed(entryOf(arch, one), (e) => arch.codec.mkInvalid(one.level, e));
      return (
        that('a fault', !ok(walkTo(arch, one.level, entry, way)), 'the access succeeds') ??
        same(
          'accessible',
          arch.codec.accessible(PTE, emptyOf(arch, PTE).lo, emptyOf(arch, PTE).hi, false),
          arch.codec.accessible(one.level, entry.lo, entry.hi, false),
        )
      );
    },
  ),
  defineLaw(
    {
      ...text(
        'where old is hardware-invalid, an old entry is not accessible',
        'caps.softwareYoung says so.',
        'arch-interface §4 softwareYoung',
      ),
      applies: ({ caps }) => caps.softwareYoung,
    },
    walked,
    (arch, [one, way]) => {
      const entry = changed(entryOf(arch, one), (e) => arch.codec.mkOld(one.level, e));
      return (
        same('accessible', false, arch.codec.accessible(one.level, entry.lo, entry.hi, false)) ??
        that('a fault', walkTo(arch, one.level, entry, way).out.fault !== 0, 'the access succeeds')
      );
    },
  ),
];
