import { PTE, TABLE_REF_SHIFT, vpnHi, vpnLo, type Level } from '@faultline/contracts';
import fc from 'fast-check';
import { levelless, once } from '../cases/family';
import { userPages } from '../cases/ways';
import { hex } from '../cases/words';
import { firstOf, oneOf, same, that, whole } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { highestLevel, rootLevels, spanOf, tableLevels, usedLevels } from '../levels-of';
import { quietMm } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §3'): LawText => ({ name, part: 'geometry', about, source });
const isPowerOfTwo = (value: number): boolean => value > 0 && Number.isInteger(Math.log2(value));

interface Page {
  readonly top: Level;
  readonly vpn: number;
}
const pages = levelless<Page>(
  (arch) => fc.oneof(...rootLevels(arch).map((top) => userPages(arch, top).map((vpn) => ({ top, vpn })))),
  ({ top, vpn }) => `page ${hex(vpn)} under a root of level ${top}`,
);

export const geometryLaws: readonly Law[] = [
  defineLaw(
    text(
      'tables of one level fill an entry of the next',
      'Each level continues where the one below ends: no address bit is left out or used twice.',
    ),
    once,
    (arch) => {
      const { shift, entries, pageShift } = arch.geometry;
      return (
        same('shift of pte', pageShift, shift[PTE]) ??
        firstOf(usedLevels(arch), (level) =>
          that(`entries of level ${level} a power of two`, isPowerOfTwo(entries[level]!), String(entries[level])),
        ) ??
        firstOf(tableLevels(arch), (level) =>
          same(`shift of level ${level}`, shift[level - 1]! + Math.log2(entries[level - 1]!), shift[level]),
        )
      );
    },
  ),
  defineLaw(
    text('a table has room for its entries', 'Tables are handed out in units of 2 KiB; an entry takes eight bytes.'),
    once,
    (arch) => {
      const { entries, tableBytes } = arch.geometry;
      const unit = 2 ** TABLE_REF_SHIFT;
      return firstOf(usedLevels(arch), (level) =>
        that(
          `table of level ${level}: a multiple of ${unit} bytes, at least ${entries[level]! * 8}`,
          tableBytes[level]! % unit === 0 && tableBytes[level]! >= entries[level]! * 8,
          `${tableBytes[level]} bytes`,
        ),
      );
    },
  ),
  defineLaw(
    text('page size, byte order and leaf levels are ones there are', 'Generic code counts in base pages and asks leafLevels by bit.'),
    once,
    (arch) => {
      const { pageShift, byteOrder, leafLevels } = arch.geometry;
      return (
        whole('pageShift', pageShift, 12, 16) ??
        oneOf('byteOrder', ['little', 'big'], byteOrder) ??
        that(
          'bit 0 of leafLevels, and none above the root',
          (leafLevels & 1) === 1 && leafLevels < 2 ** (highestLevel(arch) + 1),
          `leafLevels ${leafLevels}`,
        )
      );
    },
  ),
  defineLaw(text('user space fits the tables', 'No user page lies beyond what the root can map.'), once, (arch) =>
    firstOf(rootLevels(arch), (top) =>
      whole(`userLimit under a root of level ${top}`, arch.geometry.userLimit(quietMm(top)), 1, spanOf(arch, top)),
    ),
  ),
  defineLaw(
    text('the indexes of a page lead back to the page', 'index() covers the whole page number: two pages never share an entry.'),
    pages,
    (arch, { top, vpn }) => {
      const { geometry } = arch;
      const levels = usedLevels(arch).filter((level) => level <= top);
      const at = levels.map((level) => geometry.index(level, vpnLo(vpn), vpnHi(vpn)));
      return (
        firstOf(levels, (level) => whole(`index at level ${level}`, at[level], 0, geometry.entries[level]! - 1)) ??
        same(
          'page',
          vpn,
          levels.reduce<number>((sum, level) => sum + at[level]! * 2 ** (geometry.shift[level]! - geometry.pageShift), 0),
        )
      );
    },
  ),
  defineLaw(
    text('user addresses are canonical', 'An access to a user page is never refused before the walk.'),
    pages,
    ({ geometry }, { top, vpn }) =>
      top === geometry.topLevel ? same('isCanonical', 'ok', geometry.isCanonical(BigInt(vpn) << BigInt(geometry.pageShift))) : undefined,
  ),
  defineLaw(
    text('isCanonical answers any address', 'It is asked for whatever a program uses as a pointer.'),
    levelless(
      () => fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      (va) => `address 0x${va.toString(16)}`,
    ),
    ({ geometry }, va) => oneOf('isCanonical', ['ok', 'fault', 'exception'], geometry.isCanonical(va)),
  ),
  defineLaw(
    {
      ...text(
        'an mm grows just as far as a page needs',
        'Growing puts tables on top until the page fits, and no further.',
        'arch-interface §3 grow',
      ),
      applies: ({ geometry }) => geometry.grow !== undefined,
    },
    pages,
    (arch, { top, vpn }) => {
      const { geometry } = arch;
      const limit = (level: number): number => geometry.userLimit(quietMm(level));
      return firstOf(rootLevels(arch), (from) => {
        const to = geometry.grow!(quietMm(from), vpn);
        if (vpn < limit(from)) return same(`grow from level ${from}`, undefined, to);
        return that(
          `grow from level ${from} to at most ${top}, where the page fits and below which it does not`,
          to !== undefined && to > from && to <= top && vpn < limit(to) && vpn >= limit(to - 1),
          String(to),
        );
      });
    },
  ),
];
