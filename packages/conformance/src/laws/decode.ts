import { LEVEL_NAMES, TABLE_REF_SHIFT, wordOf, type Architecture, type Codec, type DecodedEntry } from '@faultline/contracts';
import { written } from '../cases/slot';
import { values, valuesAt, type Value } from '../cases/values';
import { firstOf, same, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import { kindOf, LEAF_KINDS, SWAP_KINDS } from '../kinds';
import type { Law } from '../law';
import { swapLevels } from '../levels-of';
import { flagOf, FLAGS } from '../state';

const text = (name: string, about: string, source = 'arch-interface §4 decode; vectors README'): LawText => ({
  name,
  part: 'decode',
  about,
  source,
});
const read = ({ codec }: Architecture, { level, lo, hi }: Value): DecodedEntry => codec.decode(level, wordOf(lo, hi));

/** Fields from the top down, none over another, each value in its width. */
function tiled({ bits }: DecodedEntry): Mismatch | undefined {
  let free = 64;
  return firstOf(bits, ({ name, high, low, value }) => {
    const fits = high < free && low <= high && low >= 0 && value > 0n && value < 1n << BigInt(high - low + 1);
    free = low;
    return that(
      `field ${name} below bit ${free}, with a value of its width`,
      fits,
      `bits ${high} to ${low}, value 0x${value.toString(16)}`,
    );
  });
}

const sumOf = ({ bits }: DecodedEntry): bigint => bits.reduce((sum, { value, low }) => sum + (value << BigInt(low)), 0n);

/** Names under which decode gives what a predicate says, besides the flags' own. */
const ACCESSIBLE = [
  ['accessibleIdle', false],
  ['accessibleFlushPending', true],
] as const;

function flagsAgree(codec: Codec, { flags }: DecodedEntry, { level, lo, hi }: Value): Mismatch | undefined {
  const given = (name: string, value: boolean): Mismatch | undefined =>
    name in flags ? same(`flags.${name}`, value, flags[name]) : undefined;
  return (
    firstOf(FLAGS, (flag) => given(flag, flagOf(codec, flag, level, lo, hi))) ??
    firstOf(ACCESSIBLE, ([name, pending]) => given(name, codec.accessible(level, lo, hi, pending)))
  );
}

function swapAgrees({ swap }: Architecture, decoded: DecodedEntry, { level, lo, hi }: Value): Mismatch | undefined {
  const offset = written((out) => swap.offset(level, lo, hi, out));
  return (
    same('swap type', swap.type(level, lo, hi), decoded.swap?.type) ??
    same('swap offset', wordOf(offset.lo, offset.hi), decoded.swap?.offset)
  );
}

export const decodeLaws: readonly Law[] = [
  defineLaw(
    text(
      'decode answers any value',
      'It is the public edge: a dump of a damaged table must still be printed. The raw value is kept, so nothing is lost.',
    ),
    values,
    (arch, at) => {
      const { raw, level } = read(arch, at);
      return same('raw', wordOf(at.lo, at.hi), raw) ?? same('level', LEVEL_NAMES[at.level], level);
    },
  ),
  defineLaw(
    text('the bits that decode names add up to the value', 'Every bit is named, once: what no field claims is named as such.'),
    values,
    (arch, at) => {
      const decoded = read(arch, at);
      return tiled(decoded) ?? same('sum of the bits', wordOf(at.lo, at.hi), sumOf(decoded));
    },
  ),
  defineLaw(text('decode gives the kind that classify gives', 'What people read is what the core acts upon.'), values, (arch, at) =>
    same('kind', kindOf(arch, at.level, at.lo, at.hi), read(arch, at).kind),
  ),
  defineLaw(text('decode always tells none and present', 'These two are defined for every entry of every level.'), values, (arch, at) => {
    const { flags } = read(arch, at);
    return firstOf(['none', 'present'] as const, (flag) =>
      same(`flags.${flag}`, flagOf(arch.codec, flag, at.level, at.lo, at.hi), flags[flag]),
    );
  }),
  defineLaw(
    text('the flags that decode gives are what the predicates say', 'What people read is what the core acts upon.'),
    values,
    (arch, at) => flagsAgree(arch.codec, read(arch, at), at),
  ),
  defineLaw(
    text('decode gives the frame of a page and the address of a table', 'Units: base pages for a frame, bytes for a table.'),
    values,
    (arch, at) => {
      const { kind, pfn, tablePhys } = read(arch, at);
      if (LEAF_KINDS.includes(kind)) return same('frame', arch.codec.pfn(at.level, at.lo, at.hi), pfn);
      if (kind !== 'table') return undefined;
      return same('table', BigInt(arch.codec.tableRef(at.level, at.lo, at.hi)) << BigInt(TABLE_REF_SHIFT), tablePhys);
    },
  ),
  defineLaw(
    text('decode gives type and offset of a swap-style entry', 'What people read is what swap-in will read.'),
    valuesAt(swapLevels),
    (arch, at) => {
      const decoded = read(arch, at);
      return SWAP_KINDS.includes(decoded.kind) ? swapAgrees(arch, decoded, at) : undefined;
    },
  ),
];
