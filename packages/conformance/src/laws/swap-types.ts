import { ENTRY_RELEASES, swapReader } from '@faultline/codec-kit';
import type { Architecture, DecodedSwap, EntryKind, SwapTypes } from '@faultline/contracts';
import fc from 'fast-check';
import { levelless, once } from '../cases/family';
import { isNeverMade, offsetsAt, SWAP_TYPES, swapEntryOf, type Swapped } from '../cases/swaps';
import { firstOf, oneOf, same, that, whole } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import { kindOf } from '../kinds';
import type { Law } from '../law';

const text = (name: string, about: string, source: string): LawText => ({ name, part: 'swap', about, source });

/** Reserved types and the kind that an entry of each is. */
const RESERVED: readonly (readonly [keyof SwapTypes, EntryKind])[] = [
  ['hwpoison', 'hwpoison'],
  ['migrationRead', 'migration'],
  ['migrationReadExclusive', 'migration'],
  ['migrationWrite', 'migration'],
  ['devicePrivateWrite', 'device'],
  ['devicePrivateRead', 'device'],
  ['deviceExclusiveWrite', 'device'],
  ['deviceExclusiveRead', 'device'],
  ['marker', 'marker'],
  ['swapinError', 'swapin-error'],
];
const ALWAYS: readonly (keyof SwapTypes)[] = ['migrationRead', 'migrationReadExclusive', 'migrationWrite'];
const reservedOf = ({ swap }: Architecture) => RESERVED.filter(([name]) => swap.types[name] !== -1);
const MIGRATIONS = ['migrationRead', 'migrationReadExclusive', 'migrationWrite'] as const;

function readSwap({ swap }: Architecture, entry: { lo: number; hi: number }, level: number): DecodedSwap {
  return swapReader(swap)(level, entry.lo, entry.hi);
}

interface Moving {
  readonly pfn: number;
  readonly young: boolean;
  readonly dirty: boolean;
}
const moving = levelless<Moving>(
  ({ swap }) =>
    fc.record({
      pfn: fc.oneof(fc.constantFrom(1, 2 ** swap.pfnBits - 1), fc.integer({ min: 1, max: 2 ** swap.pfnBits - 1 })),
      young: fc.boolean(),
      dirty: fc.boolean(),
    }),
  ({ pfn, young, dirty }) => `migration of frame 0x${pfn.toString(16)}${young ? ', young' : ''}${dirty ? ', dirty' : ''}`,
);
const offsetOf = (bits: number, { pfn, young, dirty }: Moving): bigint =>
  BigInt(pfn) | ((young ? 1n : 0n) << BigInt(bits)) | ((dirty ? 1n : 0n) << BigInt(bits + 1));

export const swapTypeLaws: readonly Law[] = [
  defineLaw(
    text(
      'reserved swap types are distinct, and above those of swap files',
      'Migration, poison, markers and devices are told apart by their type alone.',
      'arch-interface §4 types; arch-x86 §6.2',
    ),
    once,
    (arch) => {
      const { types } = arch.swap;
      const numbers = reservedOf(arch).map(([name]) => types[name]);
      return (
        whole('maxFiles', types.maxFiles, 1, SWAP_TYPES) ??
        firstOf(numbers, (type) => whole('reserved type', type, types.maxFiles, SWAP_TYPES - 1)) ??
        same('distinct reserved types', numbers.length, new Set(numbers).size) ??
        firstOf(ALWAYS, (name) => that(`${name} reserved`, types[name] !== -1, '-1'))
      );
    },
  ),
  defineLaw(
    text(
      'the pte markers and the swapin error are those of the kernel version',
      'The type of swapin errors became a bit of the marker in 6.2.',
      'arch-x86 §6.2; @commit 15520a3f0469',
    ),
    once,
    ({ swap, kernel }) => {
      if (ENTRY_RELEASES[kernel].swapinErrorType) return that('a type for swapin errors', swap.types.swapinError !== -1, '-1');
      return same('swapinError', -1, swap.types.swapinError) ?? that('a type for markers', swap.types.marker !== -1, '-1');
    },
  ),
  defineLaw(
    text(
      'each reserved type is the kind it is reserved for, and a swap file is a swap',
      'classify must see migration, poison, devices and markers.',
      'arch-interface §4 classify; vectors README',
    ),
    offsetsAt,
    (arch, { level, offset }) => {
      const { types } = arch.swap;
      const kindAt = (one: Swapped): EntryKind => {
        const { lo, hi } = swapEntryOf(arch, one);
        return kindOf(arch, one.level, lo, hi);
      };
      return (
        firstOf(reservedOf(arch), ([name, kind]) => same(`kind of ${name}`, kind, kindAt({ level, type: types[name], offset }))) ??
        firstOf(
          [0, types.maxFiles - 1].filter((type) => !isNeverMade(arch, type, offset)),
          (type) => same(`kind of type ${type}`, 'swap', kindAt({ level, type, offset })),
        )
      );
    },
  ),
  defineLaw(
    text(
      'a migrating page is found with its frame, young and dirty',
      'The marks wait above the frame while the page moves, if the offset has room for them.',
      'arch-x86 §6.2 (SWP_MIG_YOUNG_BIT)',
    ),
    moving,
    (arch, one) => {
      const { swap } = arch;
      const room = swap.offsetBits >= swap.pfnBits + 2;
      const offset = room ? offsetOf(swap.pfnBits, one) : BigInt(one.pfn);
      return (
        whole('pfnBits', swap.pfnBits, 1, swap.offsetBits) ??
        firstOf(MIGRATIONS, (name) => {
          const came = readSwap(arch, swapEntryOf(arch, { level: 0, type: swap.types[name], offset }), 0);
          return (
            same(`frame of ${name}`, one.pfn, came.pfn) ??
            (room ? (same('young', one.young, came.migYoung) ?? same('dirty', one.dirty, came.migDirty)) : undefined)
          );
        })
      );
    },
  ),
  defineLaw(
    {
      ...text('a marker keeps its bits', 'userfaultfd write-protection and poison of pages that are not there.', 'arch-x86 §6.2 (marker)'),
      applies: ({ swap }) => swap.types.marker !== -1,
    },
    levelless(
      () => fc.nat(3),
      (bits) => `marker ${bits}`,
    ),
    (arch, bits) => {
      const came = readSwap(arch, swapEntryOf(arch, { level: 0, type: arch.swap.types.marker, offset: BigInt(bits) }), 0);
      return (
        oneOf('class', ['marker'], came.class) ??
        same('uffd-wp', (bits & 1) !== 0, came.markerUffdWp) ??
        same('poisoned', (bits & 2) !== 0 && arch.swap.types.swapinError < 0, came.markerPoisoned)
      );
    },
  ),
];
