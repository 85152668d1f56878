import {
  entrySlot, LEVEL_NAMES, slotOf, TABLE_REF_SHIFT, wordHi, wordLo, wordOf, type Architecture, type DecodedEntry, type EntrySlot, type SwapTypes,
} from '@faultline/contracts';
import { hexText } from '@faultline/texts';
import { protectionOf } from './operation';
import { isTyped, WorkbenchError } from './errors';

/** An entry as people describe it, without bits: what every architecture can be asked for. */
export interface Description {
  /** A kind, or the class of a swap-style entry: `page`, `protnone`, `swap`, `migration-read`, … */
  readonly kind: string;
  /** Frame, in base pages. */
  readonly pfn?: bigint;
  /** Physical address of the next table, in bytes. */
  readonly tablePhys?: bigint;
  /** As `protectionOf` reads it. */
  readonly prot?: string;
  /** Swap type. */
  readonly type?: bigint;
  /** Offset field of a swap-style entry. */
  readonly offset?: bigint;
  /** Names as in a decoded entry: `young`, `swpExclusive`, `migDirty`, `markerPoisoned`, … */
  readonly flags: readonly string[];
}
type Part = 'pfn' | 'tablePhys' | 'prot' | 'type' | 'offset';

/** Swap-style classes, and which member of the types has their number. */
const CLASSES: Readonly<Record<string, keyof SwapTypes>> = {
  hwpoison: 'hwpoison', 'migration-read': 'migrationRead', 'migration-read-exclusive': 'migrationReadExclusive', 'migration-write': 'migrationWrite',
  'device-private-write': 'devicePrivateWrite', 'device-private-read': 'devicePrivateRead', 'device-exclusive-write': 'deviceExclusiveWrite',
  'device-exclusive-read': 'deviceExclusiveRead', marker: 'marker', 'swapin-error': 'swapinError',
};
const SWAP_FLAGS = ['swpExclusive', 'swpSoftDirty', 'swpUffdWp'] as const;
const LEAF_FLAGS = ['young', 'dirty', 'write', 'special', 'softDirty', 'uffdWp', 'devmap'] as const;
/** Marks that must be gone where they are not asked for; whether it may be written is the protection's to say. */
const UNASKED = LEAF_FLAGS.filter((flag) => flag !== 'write');
const LEAVES = ['page', 'huge', 'protnone', 'present-invalid', 'invalid-huge'];

interface Form { readonly needs: readonly Part[]; readonly takes: readonly Part[]; readonly flags: readonly string[] }
const form = (needs: readonly Part[], flags: readonly string[], takes: readonly Part[] = []): Form => ({ needs, takes, flags });
const LEAF = form(['pfn'], LEAF_FLAGS, ['prot']);

/** What each kind is described by. */
export const FORMS: Readonly<Record<string, Form>> = {
  none: form([], []), table: form(['tablePhys'], []),
  page: LEAF, huge: LEAF, protnone: form(['pfn'], LEAF_FLAGS), 'present-invalid': LEAF, 'invalid-huge': LEAF,
  swap: form(['type', 'offset'], SWAP_FLAGS), marker: form([], [...SWAP_FLAGS, 'markerUffdWp', 'markerPoisoned']), 'swapin-error': form([], SWAP_FLAGS, ['offset']),
  ...Object.fromEntries(Object.keys(CLASSES).filter((name) => name.startsWith('device') || name === 'hwpoison').map((name) => [name, form(['pfn'], SWAP_FLAGS)])),
  ...Object.fromEntries(Object.keys(CLASSES).filter((name) => name.startsWith('migration')).map((name) => [name, form(['pfn'], [...SWAP_FLAGS, 'migYoung', 'migDirty'])])),
};

const cannot = ({ name }: Architecture, level: number, what: string): WorkbenchError =>
  new WorkbenchError('cannot-hold', `${name} has no ${what} at ${LEVEL_NAMES[level]}`, 'ask for less, or name another architecture, configuration or level');

/** The entry by entry questions that the flags of a leaf answer. */
const leafHas = ({ codec }: Architecture, level: number, { lo, hi }: EntrySlot, flag: (typeof LEAF_FLAGS)[number]): boolean => codec[flag](level, lo, hi);

/**
 * Marks not asked for are taken away. `write` comes before `dirty`: where hardware keeps one bit for both, what was made writable reads as dirty until it is cleaned.
 */
function markLeaf({ codec }: Architecture, level: number, e: EntrySlot, flags: readonly string[]): void {
  if (flags.includes('write')) codec.mkWrite(level, e);
  (flags.includes('dirty') ? codec.mkDirty : codec.mkClean)(level, e);
  if (flags.includes('special')) codec.mkSpecial(level, e);
  if (flags.includes('devmap')) codec.mkDevmap(level, e);
  (flags.includes('softDirty') ? codec.mkSoftDirty : codec.clearSoftDirty)(level, e);
  (flags.includes('uffdWp') ? codec.mkUffdWp : codec.clearUffdWp)(level, e);
  (flags.includes('young') ? codec.mkYoung : codec.mkOld)(level, e);
}

function leaf(architecture: Architecture, level: number, { kind, pfn = 0n, prot, flags }: Description, e: EntrySlot): void {
  const { codec } = architecture;
  const { lo, hi } = protectionOf(architecture, kind === 'protnone' ? '-' : (prot ?? 'r'));
  codec.makeLeaf(level, Number(pfn), lo, hi, e);
  if (level > 0) codec.mkHuge(level, e);
  markLeaf(architecture, level, e, flags);
  if (kind.includes('invalid')) codec.mkInvalid(level, e);
}

function offsetOf({ swap: { pfnBits } }: Architecture, { kind, pfn, offset = 0n, flags }: Description): bigint {
  const bit = (flag: string, at: number): bigint => (flags.includes(flag) ? 1n << BigInt(at) : 0n);
  if (kind === 'marker') return bit('markerUffdWp', 0) | bit('markerPoisoned', 1);
  return pfn === undefined ? offset : pfn | bit('migYoung', pfnBits) | bit('migDirty', pfnBits + 1);
}

function swapStyle(architecture: Architecture, level: number, wanted: Description, e: EntrySlot): void {
  const { swap } = architecture;
  const member = CLASSES[wanted.kind];
  const type = member === undefined ? Number(wanted.type) : swap.types[member];
  const offset = offsetOf(architecture, wanted);
  if (member === undefined && type >= swap.types.maxFiles) throw cannot(architecture, level, `swap file ${type} (of ${swap.types.maxFiles})`);
  if (type < 0) throw cannot(architecture, level, `'${wanted.kind}'`);
  swap.encode(level, type, wordLo(offset), wordHi(offset), e);
  if (wanted.flags.includes('swpExclusive')) swap.mkExclusive(e);
  if (wanted.flags.includes('swpSoftDirty')) swap.mkSoftDirty(e);
  if (wanted.flags.includes('swpUffdWp')) swap.mkUffdWp(e);
}

/** What of a description an entry does not say; undefined: it says all of it. */
function missingFrom(architecture: Architecture, level: number, wanted: Description, e: EntrySlot): string | undefined {
  const { kind, pfn, tablePhys, swap } = architecture.codec.decode(level, wordOf(e.lo, e.hi));
  if ((swap?.class ?? kind) !== wanted.kind) return `'${wanted.kind}'`;
  if (wanted.pfn !== undefined && BigInt(pfn ?? swap?.pfn ?? -1) !== wanted.pfn) return `frame ${hexText(wanted.pfn)}`;
  if (wanted.tablePhys !== undefined && tablePhys !== wanted.tablePhys) return `table at ${hexText(wanted.tablePhys)}`;
  if (wanted.offset !== undefined && swap?.offset !== wanted.offset) return `swap offset ${hexText(wanted.offset)}`;
  const unasked = LEAVES.includes(kind) ? UNASKED.find((flag) => !wanted.flags.includes(flag) && holds(architecture, level, e, flag)) : undefined;
  return unasked === undefined ? wanted.flags.find((flag) => !holds(architecture, level, e, flag)) : `entry without '${unasked}'`;
}

function holds(architecture: Architecture, level: number, e: EntrySlot, flag: string): boolean {
  const { codec, swap } = architecture;
  const asked = { swpExclusive: swap.exclusive, swpSoftDirty: swap.softDirty, swpUffdWp: swap.uffdWp }[flag];
  if (asked !== undefined) return asked(e.lo, e.hi);
  const leafFlag = LEAF_FLAGS.find((name) => name === flag);
  if (leafFlag !== undefined) return leafHas(architecture, level, e, leafFlag);
  return (codec.decode(level, wordOf(e.lo, e.hi)).swap as Readonly<Record<string, unknown>> | undefined)?.[flag] === true;
}

/** The entry of a description. @throws WorkbenchError `cannot-hold` naming what there is not */
export function encodeEntry(architecture: Architecture, level: number, wanted: Description): bigint {
  const e = entrySlot();
  if (wanted.pfn !== undefined && !Number.isSafeInteger(Number(wanted.pfn))) throw cannot(architecture, level, `frame ${hexText(wanted.pfn)}`);
  if (wanted.kind === 'none') architecture.codec.none(level, e);
  else if (wanted.tablePhys !== undefined) architecture.codec.makeTable(level, Number(wanted.tablePhys >> BigInt(TABLE_REF_SHIFT)), e);
  else if (LEAVES.includes(wanted.kind)) leaf(architecture, level, wanted, e);
  else swapStyle(architecture, level, wanted, e);
  const missing = missingFrom(architecture, level, wanted, e);
  if (missing !== undefined) throw cannot(architecture, level, missing);
  return wordOf(e.lo, e.hi);
}

/** The entry of a description less the marks that this architecture has none of. @throws WorkbenchError where it lacks more than marks */
export function encodeAsMuch(architecture: Architecture, level: number, wanted: Description): { word: bigint; lost: readonly string[] } {
  const lost = wanted.flags.filter((flag) => !canHold(architecture, level, { ...wanted, flags: [flag] }));
  return { word: encodeEntry(architecture, level, { ...wanted, flags: wanted.flags.filter((flag) => !lost.includes(flag)) }), lost };
}

function canHold(architecture: Architecture, level: number, wanted: Description): boolean {
  try {
    encodeEntry(architecture, level, wanted);
    return true;
  } catch (error) {
    if (isTyped(error)) return false;
    throw error;
  }
}

/** What an entry says, without its bits; undefined: there is no describing it (`bad`, `folded`). */
export function describeEntry(architecture: Architecture, level: number, { raw, kind, pfn, tablePhys, swap }: DecodedEntry): Description | undefined {
  const e = slotOf(raw);
  const name = swap?.class ?? kind;
  if (!Object.hasOwn(FORMS, name)) return undefined;
  const flags = FORMS[name]!.flags.filter((flag) => holds(architecture, level, e, flag));
  const frame = pfn ?? swap?.pfn;
  return {
    kind: name, flags, ...(frame === undefined ? {} : { pfn: BigInt(frame) }), ...(tablePhys === undefined ? {} : { tablePhys }),
    ...(name === 'swap' ? { type: BigInt(swap!.type), offset: swap!.offset } : name === 'swapin-error' ? { offset: swap!.offset } : {}),
    ...(LEAVES.includes(name) && name !== 'protnone' ? { prot: architecture.codec.exec(level, e.lo, e.hi) ? 'rx' : 'r' } : {}),
  };
}
