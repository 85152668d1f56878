import { ACCESS_READ, ACCESS_WRITE, PTE, TLB_DIRTY, wordHex, type Architecture, type EntrySlot } from '@faultline/contracts';
import fc from 'fast-check';
import { having } from '../cases/family';
import { entryOf, isNoneRow, mappings, modify, protectionNow, protections, rowOf, type Mapping, type Protection } from '../cases/mapping';
import { changed, equal } from '../cases/slot';
import { rowWords } from '../cases/words';
import { that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { performed, scenes, sceneWords, type Outcome, type Scene } from '../live-kit';
import { sameState, stateOf } from '../state';
import { plainWay, rightsThrough, walkTo } from '../walk-kit';

const text = (name: string, about: string, source: string): LawText => ({ name, part: 'live', about, source });

/** A fault on a present page: read, store, or store that may make the page writable first. */
interface Fault {
  readonly scene: Scene;
  readonly write: boolean;
  readonly makeWritable: boolean;
}
const faults = having(
  mappings(),
  (arch) => fc.record<Fault>({ scene: scenes(arch), write: fc.boolean(), makeWritable: fc.boolean() }),
  ({ scene, write, makeWritable }) => `${write ? `store${makeWritable ? " to a page of one's own" : ''}` : 'read'}; ${sceneWords(scene)}`,
);

/**
 * The entry that the fault handler wants: only ever more permissive, and dirty for a store.
 * @kernel v6.2-rc3 mm/memory.c:wp_page_reuse mm/huge_memory.c:touch_pmd
 */
function wanted({ codec }: Architecture, level: number, old: EntrySlot, { write, makeWritable }: Fault): EntrySlot {
  return changed(old, (e) => {
    codec.mkYoung(level, e);
    if (write) codec.mkDirty(level, e);
    if (write && makeWritable) codec.mkWrite(level, e);
  });
}

interface Handled {
  readonly old: EntrySlot;
  readonly want: EntrySlot;
  readonly outcome: Outcome<boolean>;
}
function handled(arch: Architecture, one: Mapping, fault: Fault): Handled {
  const old = entryOf(arch, one);
  const want = wanted(arch, one.level, old, fault);
  const { mm, cpu } = fault.scene;
  return {
    old,
    want,
    outcome: performed(old, (slot, steps) => arch.live.setAccessFlags(one.level, slot, want, fault.write, mm, cpu, steps)),
  };
}

/** Young may be left to a CPU that sets it. */
function reaches(arch: Architecture, { level }: Mapping, { want, outcome }: Handled, fault: Fault): Mismatch | undefined {
  const leeway = !fault.write && arch.hw.ad.a ? { mayFall: ['young' as const] } : {};
  return sameState(stateOf(arch, level, want), stateOf(arch, level, outcome.entry), leeway);
}

/** Two entries of one page, as mprotect has them. */
const changes = having(
  mappings(() => [PTE]),
  protections,
  (prot: Protection) => `modify ${rowWords(rowOf(prot))}`,
);

export const accessFlagLaws: readonly Law[] = [
  defineLaw(
    text(
      'setAccessFlags leads to the entry that the fault wants',
      'A store needs dirty and write in the table; young may be left to hardware that sets it.',
      'arch-interface §5 setAccessFlags',
    ),
    faults,
    (arch, [one, fault]) => reaches(arch, one, handled(arch, one, fault), fault),
  ),
  defineLaw(
    text(
      'setAccessFlags says changed whenever the entries differ',
      'The core then runs update_mmu_cache, and must not take the fault for a spurious one. RISC-V says so always.',
      'arch-interface §5 setAccessFlags; arch-riscv §8',
    ),
    faults,
    (arch, [one, fault]) => {
      const { old, want, outcome } = handled(arch, one, fault);
      return that(
        'changed',
        equal(old, want) || outcome.result === true,
        `${String(outcome.result)} for ${wordHex(old.lo, old.hi)} and ${wordHex(want.lo, want.hi)}`,
      );
    },
  ),
  defineLaw(
    text(
      'after setAccessFlags the access succeeds',
      'Otherwise the fault comes back for ever.',
      'arch-interface §5 setAccessFlags, §7 law 12',
    ),
    faults,
    (arch, [one, fault]) => {
      const { want, outcome } = handled(arch, one, fault);
      const executeOnly = arch.caps.executeOnly && (rowOf(protectionNow(one)) & 3) === 0;
      if (isNoneRow(rowOf(protectionNow(one))) || executeOnly || (fault.write && !arch.codec.write(one.level, want.lo, want.hi)))
        return undefined;
      const { out } = walkTo(arch, one.level, outcome.entry, plainWay(fault.write ? ACCESS_WRITE : ACCESS_READ));
      const mismatch = that('the access succeeds', out.fault === 0, `fault ${out.fault}`);
      return mismatch && { ...mismatch, entry: outcome.entry };
    },
  ),
  defineLaw(
    text(
      'needsFlush asks for a flush whenever rights or dirty are lost',
      'A TLB that still holds the old entry would allow what mprotect took away, or store without marking dirty.',
      'arch-interface §5 needsFlush; @kernel pte_needs_flush',
    ),
    changes,
    (arch, [one, prot]) => {
      const old = entryOf(arch, one);
      const next = changed(old, (e) => modify(arch, PTE, e, prot));
      const [before, after] = [rightsThrough(arch, PTE, old), rightsThrough(arch, PTE, next)];
      const lost =
        before.accesses.some((allowed, access) => allowed && !after.accesses[access]) || (before.flags & TLB_DIRTY & ~after.flags) !== 0;
      return lost
        ? that(
            'a flush',
            arch.live.needsFlush(old.lo, old.hi, next.lo, next.hi),
            `none from ${wordHex(old.lo, old.hi)} to ${wordHex(next.lo, next.hi)}`,
          )
        : undefined;
    },
  ),
];
