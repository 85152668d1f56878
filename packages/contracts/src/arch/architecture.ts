import type { Kernel } from '../kernel';
import type { Level } from '../levels';
import type { Vpn } from '../numbers';
import type { DecodedEntry, EntrySlot } from './entry';
import type { GatherPolicy } from '../mmu-gather';
import type { LiveSteps } from './steps';
import type { MmHw } from './mm-hw';
import type { AccessVerdict, FaultSlot, WalkMemory, WalkOutcome, WalkRequest } from './walk';

/** Shape of the tables of one configuration. Arrays are indexed by level. */
export interface Geometry {
  /** log2 of the base page size in bytes. */
  readonly pageShift: number;
  /** Order of the bytes of an entry in memory. */
  readonly byteOrder: 'little' | 'big';
  /** log2 of the bytes that one entry covers, by level. */
  readonly shift: readonly number[];
  /** Entries of a table, by level. */
  readonly entries: readonly number[];
  /** Bytes of a table, by level. A table smaller than a page shares its page with others of its mm. */
  readonly tableBytes: readonly number[];
  /** Root level of a fresh mm. */
  readonly topLevel: Level;
  /** Bit n set: a leaf is legal at level n. */
  readonly leafLevels: number;
  /** Index into the table of `level`, from the halves of a page number. */
  index(level: number, vpnLo: number, vpnHi: number): number;
  /** First page number user space may not use. */
  userLimit(mm: MmHw): Vpn;
  /** Root level the mm needs so that page number `vpn` can be mapped; undefined: impossible, or nothing to do. */
  grow?(mm: MmHw, vpn: number): Level | undefined;
  /** What an access to a byte address does before any walk. */
  isCanonical(va: bigint): 'ok' | 'fault' | 'exception';
}

/**
 * Values of entries. Predicates take halves; modifiers change the caller's slot in place; every call takes the level.
 * @kernel v6.2-rc3 arch/ * /include/asm/pgtable.h
 */
export interface Codec {
  /** Writes the empty entry of a level. */
  none(level: number, out: EntrySlot): void;
  /** Is it empty (pte_none)? */
  isNone(level: number, lo: number, hi: number): boolean;
  /** Index into `ENTRY_KINDS`. */
  classify(level: number, lo: number, hi: number): number;
  /** Does it lead to a table? */
  isTable(level: number, lo: number, hi: number): boolean;
  /** Does it map a page, of any size? */
  isLeaf(level: number, lo: number, hi: number): boolean;
  /** Present for software: PROT_NONE and invalidated huge entries too. */
  present(level: number, lo: number, hi: number): boolean;
  /** Usable by hardware now, or possibly still cached. @kernel pte_accessible */
  accessible(level: number, lo: number, hi: number, flushPending: boolean): boolean;
  /** Is it present to the kernel alone: PROT_NONE, or a NUMA hint (pte_protnone)? */
  protnone(level: number, lo: number, hi: number): boolean;
  /** Was the page accessed (pte_young)? */
  young(level: number, lo: number, hi: number): boolean;
  /** Was the page written, by hardware's or the kernel's word (pte_dirty)? */
  dirty(level: number, lo: number, hi: number): boolean;
  /** May the page be written, as the kernel reads it (pte_write)? */
  write(level: number, lo: number, hi: number): boolean;
  /** May the page be executed? */
  exec(level: number, lo: number, hi: number): boolean;
  /** Is it a page that the kernel keeps no count of (pte_special)? */
  special(level: number, lo: number, hi: number): boolean;
  /** Is it soft-dirty (pte_soft_dirty)? */
  softDirty(level: number, lo: number, hi: number): boolean;
  /** Does userfaultfd write-protect it (pte_uffd_wp)? */
  uffdWp(level: number, lo: number, hi: number): boolean;
  /** Is it memory of a device (pte_devmap)? */
  devmap(level: number, lo: number, hi: number): boolean;
  /** Frame number of a leaf, PROT_NONE included. */
  pfn(level: number, lo: number, hi: number): number;
  /** Address of the next table in 2 KiB units. */
  tableRef(level: number, lo: number, hi: number): number;
  /** The entry that leads to a table. */
  makeTable(level: number, table: number, out: EntrySlot): void;
  /** `mk_pte` for a page that is not dirty: frame and protection. */
  makeLeaf(level: number, pfn: number, protLo: number, protHi: number, out: EntrySlot): void;
  /** Marks it accessed (pte_mkyoung). */
  mkYoung(level: number, e: EntrySlot): void;
  /** Marks it not accessed (pte_mkold). */
  mkOld(level: number, e: EntrySlot): void;
  /** Marks it dirty (pte_mkdirty). */
  mkDirty(level: number, e: EntrySlot): void;
  /** Marks it clean (pte_mkclean). */
  mkClean(level: number, e: EntrySlot): void;
  /** Makes it writable (pte_mkwrite). */
  mkWrite(level: number, e: EntrySlot): void;
  /** Takes the right to write away (pte_wrprotect). */
  wrProtect(level: number, e: EntrySlot): void;
  /** Marks it special (pte_mkspecial). */
  mkSpecial(level: number, e: EntrySlot): void;
  /** Makes it a huge page's (pmd_mkhuge). */
  mkHuge(level: number, e: EntrySlot): void;
  /** Marks it memory of a device (pte_mkdevmap). */
  mkDevmap(level: number, e: EntrySlot): void;
  /** Marks it soft-dirty (pte_mksoft_dirty). */
  mkSoftDirty(level: number, e: EntrySlot): void;
  /** Takes soft-dirty away (pte_clear_soft_dirty). */
  clearSoftDirty(level: number, e: EntrySlot): void;
  /** Marks it write-protected by userfaultfd (pte_mkuffd_wp). */
  mkUffdWp(level: number, e: EntrySlot): void;
  /** Takes that mark away (pte_clear_uffd_wp). */
  clearUffdWp(level: number, e: EntrySlot): void;
  /** `pmd_mkinvalid` and kin. */
  mkInvalid(level: number, e: EntrySlot): void;
  /** Gives it another protection, and keeps what belongs to the page (pte_modify). */
  modify(level: number, e: EntrySlot, protLo: number, protHi: number): void;
  /** Modifiers that only this architecture has, by the kernel's name without `pte_`. */
  readonly extra?: Readonly<Record<string, (level: number, e: EntrySlot) => void>>;
  /** The public edge: every bit named. Never throws on a value, whatever it is. */
  decode(level: number, raw: bigint): DecodedEntry;
}

/** Protection values. Index: VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8. */
export interface ProtectionMap {
  /** Low half of the protection for each combination of r, w, x and shared. */
  readonly lo: Int32Array;
  /** High half, likewise. */
  readonly hi: Int32Array;
  /** `vm_get_page_prot`: index from the VMA flags, and the VMA's protection key. */
  pageProt(vmFlags: number, pkey: number, out: EntrySlot): void;
  /** Key an execute-only VMA gets (x86 with protection keys); 0: none. */
  readonly execOnlyPkey: number;
}

/** Swap-style entries. Types are numbers below 32; offsets are split in halves. */
export interface SwapCodec {
  /** The entry of a type and an offset. */
  encode(level: number, type: number, offsetLo: number, offsetHi: number, out: EntrySlot): void;
  /** Number of its type. */
  type(level: number, lo: number, hi: number): number;
  /** Writes the offset into `out`. */
  offset(level: number, lo: number, hi: number, out: EntrySlot): void;
  /** Is the page exclusive to one process (pte_swp_exclusive)? */
  exclusive(lo: number, hi: number): boolean;
  /** Identity where the architecture keeps no such bit (`caps.swapExclusive`). */
  mkExclusive(e: EntrySlot): void;
  /** Takes that mark away. */
  clearExclusive(e: EntrySlot): void;
  /** Is it soft-dirty (pte_swp_soft_dirty)? */
  softDirty(lo: number, hi: number): boolean;
  /** Marks it soft-dirty. */
  mkSoftDirty(e: EntrySlot): void;
  /** Takes soft-dirty away. */
  clearSoftDirty(e: EntrySlot): void;
  /** Does userfaultfd write-protect it (pte_swp_uffd_wp)? */
  uffdWp(lo: number, hi: number): boolean;
  /** Marks it write-protected by userfaultfd. */
  mkUffdWp(e: EntrySlot): void;
  /** Takes that mark away. */
  clearUffdWp(e: EntrySlot): void;
  /** Bits of the offset. */
  readonly offsetBits: number;
  /** Bits of the frame field in entries that carry one. */
  readonly pfnBits: number;
  /** Numbers of the types that are no swap device. */
  readonly types: SwapTypes;
}

/** Numbers of the reserved swap types under one set of build options; -1: there is none. */
export interface SwapTypes {
  /** Usable swap files: types 0 … maxFiles-1. */
  readonly maxFiles: number;
  /** A page whose memory failed. */
  readonly hwpoison: number;
  /** A page being moved, mapped to read. */
  readonly migrationRead: number;
  /** The same, of one process alone. */
  readonly migrationReadExclusive: number;
  /** A page being moved, mapped to write. */
  readonly migrationWrite: number;
  /** Memory of a device that CPUs cannot reach, writable. */
  readonly devicePrivateWrite: number;
  /** The same, read-only. */
  readonly devicePrivateRead: number;
  /** A page that a device has for itself, writable. */
  readonly deviceExclusiveWrite: number;
  /** The same, read-only. */
  readonly deviceExclusiveRead: number;
  /** An entry that only marks its place. */
  readonly marker: number;
  /** A page that could not be read back. */
  readonly swapinError: number;
}

/**
 * Operations on an entry that hardware may be reading. Each fills `steps`; `old` is the entry as it stands.
 * Store steps carry the new value; the core performs them on the entry at hand.
 */
export interface LiveOps {
  /** @kernel ptep_get_and_clear */
  /** Takes an entry out (ptep_get_and_clear). */
  getAndClear(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** @kernel ptep_get_and_clear_full */
  /** The same while the whole address space goes away (ptep_get_and_clear_full). */
  getAndClearFull(level: number, old: EntrySlot, mm: MmHw, cpu: number, full: boolean, steps: LiveSteps): void;
  /** @kernel ptep_clear_flush */
  /** Takes an entry out and flushes it (ptep_clear_flush). */
  clearFlush(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** @kernel ptep_set_wrprotect */
  /** Takes the right to write away in place (ptep_set_wrprotect). */
  setWrProtect(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** Returns "changed". @kernel ptep_set_access_flags */
  setAccessFlags(level: number, old: EntrySlot, entry: EntrySlot, dirty: boolean, mm: MmHw, cpu: number, steps: LiveSteps): boolean;
  /** Returns "was young". @kernel ptep_test_and_clear_young */
  testAndClearYoung(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): boolean;
  /** Returns "was young". @kernel ptep_clear_flush_young */
  clearFlushYoung(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): boolean;
  /** @kernel ptep_modify_prot_start */
  /** Begins a change of protection (ptep_modify_prot_start). */
  modifyProtStart(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** @kernel ptep_modify_prot_commit */
  /** Ends it (ptep_modify_prot_commit). */
  modifyProtCommit(level: number, old: EntrySlot, entry: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** @kernel pmdp_invalidate */
  /** Makes a huge entry invalid for a while (pmdp_invalidate). */
  invalidateHuge(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** @kernel flush_tlb_fix_spurious_fault */
  /** Flushes what a spurious fault came from (flush_tlb_fix_spurious_fault). */
  fixSpurious(mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** @kernel update_mmu_cache */
  /** What follows the writing of an entry (update_mmu_cache). */
  afterInstall(mm: MmHw, cpu: number, steps: LiveSteps): void;
  /** What a call of flush_tlb_page / flush_tlb_range / flush_tlb_mm does here. */
  flushPage(mm: MmHw, steps: LiveSteps): void;
  /** Flushes a range of pages. */
  flushRange(mm: MmHw, steps: LiveSteps): void;
  /** Flushes an address space. */
  flushMm(mm: MmHw, steps: LiveSteps): void;
  /** @kernel pte_needs_flush */
  /** Does this change of an entry need a flush? */
  needsFlush(oldLo: number, oldHi: number, newLo: number, newHi: number): boolean;
}

/** What the CPU does by itself. */
export interface Hardware {
  /** Accessed and dirty bits set by hardware, and A on non-leaf entries. */
  readonly ad: { readonly a: boolean; readonly d: boolean; readonly nonLeafA: boolean };
  /** A fault drops the TLB entry that caused it (x86). */
  readonly faultDropsEntry: boolean;
  /** Walks; reads entries through `memory`, sets A/D through it, and fills `out`. */
  walk(request: WalkRequest, memory: WalkMemory, out: WalkOutcome): void;
  /** May an access use a translation with these `TLB_*` flags? */
  allows(flags: number, access: number, user: boolean, pkru: number): boolean;
  /** Syndrome for an access that a cached translation refuses, as `walk` would give it; fills fault, syndromeLo/Hi of `out`. */
  refuse(flags: number, access: number, user: boolean, pkru: number, level: number, out: WalkOutcome): void;
}

/** From the syndrome to the core, and back to a signal. */
export interface FaultCodec {
  /** What the kernel's handler reads from a syndrome. */
  decode(syndromeLo: number, syndromeHi: number, out: FaultSlot): void;
  /** Syndrome of a described fault. Round-trips with `decode` as far as the architecture can tell. */
  encode(fault: number, access: number, user: boolean, level: number, out: EntrySlot): void;
  /** The check before the core is called (fault-path A2-A9), for a VMA that covers the address. */
  accessCheck(vmFlags: number, pkey: number, fault: FaultSlot, pkru: number): AccessVerdict;
  /** The core's check of a VMA's key (fault-path H4); true where there are none. @kernel arch_vma_access_permitted */
  vmaAccessPermitted(pkey: number, write: boolean, execute: boolean, foreign: boolean, pkru: number): boolean;
  /** Syndrome in words, for people. */
  describe(syndromeLo: number, syndromeHi: number): string;
}

/**
 * Marks that `modify` leaves as they were; false: it may change them.
 * @kernel pte_modify, pmd_modify
 */
export interface ModifyKeeps {
  /** Dirty, of an entry at pte. */
  readonly pteDirty: boolean;
  /** Dirty, of a leaf above pte (not on x86 as of 6.12). */
  readonly hugeDirty: boolean;
  /** Old, under a protection that gives access (RISC-V makes the entry young). */
  readonly old: boolean;
  /** Young, under a protection without access (LoongArch, whose accessed bit is its valid bit, makes the entry old). */
  readonly young: boolean;
}

/** What generic code consults instead of testing an architecture's name (arch-interface §4). */
export interface Capabilities {
  /** Entries have a soft-dirty bit. */
  readonly softDirty: boolean;
  /** Entries have a bit for userfaultfd. */
  readonly uffdWp: boolean;
  /** Swap entries have an exclusive bit. */
  readonly swapExclusive: boolean;
  /** A fault on poisoned memory tells the program so (BUS_MCEERR_AR), rather than that there is none (BUS_ADRERR). */
  readonly poisonSignal: boolean;
  /** Entries have a bit for memory of a device. */
  readonly devmap: boolean;
  /** A huge page can be moved whole. */
  readonly pmdMigration: boolean;
  /** PROT_NONE entries are told from others, as NUMA hints need it. */
  readonly protnone: boolean;
  /** Pages have protection keys. */
  readonly pkeys: boolean;
  /** A page may be executed and not read. */
  readonly executeOnly: boolean;
  /** Old entries are hardware-invalid. */
  readonly softwareYoung: boolean;
  /** What the kernel assumes: the CPU sets the accessed bit. @kernel arch_has_hw_pte_young */
  readonly hwYoung: boolean;
  /** @kernel arch_wants_old_prefaulted_pte */
  /** Pages mapped around a fault begin old. */
  readonly oldPrefault: boolean;
  /** `afterInstall` has an effect (spares the call on the hot path). */
  readonly installEffect: boolean;
  /** `mk_pte` of a dirty page under a writable protection gives a dirty entry (s390). */
  readonly mkPteTakesDirty: boolean;
  /** The byte a `ret` instruction starts with. */
  readonly retByte: number;
  /** Protection-key rights a thread starts with (x86 PKRU); 0 where there are none. */
  readonly initialPkru: number;
  /** mremap may move whole tables at this level. @kernel CONFIG_HAVE_MOVE_PMD, CONFIG_HAVE_MOVE_PUD */
  readonly canMovePmd: boolean;
  /** mremap moves whole PUDs. */
  readonly canMovePud: boolean;
  /** What pte_modify keeps of the page's own bits. */
  readonly modifyKeeps: ModifyKeeps;
}

/** One architecture in one configuration: data and pure functions. Holds no state. */
export interface Architecture {
  /** As in DESIGN §8: `x86-64`, `arm64`, `s390`. */
  readonly name: string;
  /** Configuration in the grammar of DESIGN §8, without name: `l4`, `4k-48+swaf`. */
  readonly config: string;
  /** Release whose encodings these are. */
  readonly kernel: Kernel;
  /** As recordings have it, in `arch`: `x86_64`, `arm64`, `s390x`. */
  readonly machineName: string;
  /** Levels, sizes and where addresses are split. */
  readonly geometry: Geometry;
  /** Makes, reads and changes entries. */
  readonly codec: Codec;
  /** What rights become in an entry. */
  readonly prot: ProtectionMap;
  /** Swap-style entries. */
  readonly swap: SwapCodec;
  /** Changes of entries that hardware may be reading. */
  readonly live: LiveOps;
  /** How unmapping gathers and flushes. */
  readonly gather: GatherPolicy;
  /** What the hardware walker does. */
  readonly hw: Hardware;
  /** Fault codes: how hardware writes and the handler reads them. */
  readonly faults: FaultCodec;
  /** What the architecture has and has not. */
  readonly caps: Capabilities;
}

