import { LEVEL_NAMES, wordLo, type DecodedEntry } from '@faultline/contracts';
import { plant, x86, x86New, z, type Planted } from './plant';

const P = 0x1;
const A = 0x20;
const D = 0x40;
const G = 0x100;
/** Bits that no layout names. */
const IGNORED_HI = 1 << 20;

const decodedAs = (change: (entry: DecodedEntry) => Partial<DecodedEntry>) => (codec: typeof x86.codec) => ({
  decode: (level: number, raw: bigint): DecodedEntry => {
    const entry = codec.decode(level, raw);
    return { ...entry, ...change(entry) };
  },
});

/** Faults of values that the codec reads. */
export const plantedReadings: readonly Planted[] = [
  plant('the empty entry is none, and nothing else', 'zero for empty on s390', z, 'codec', () => ({
    none: (_level, out) => void Object.assign(out, { lo: 0, hi: 0 }),
  })),
  plant('the empty entry is none, and nothing else', 'a high half that is left as it was', z, 'codec', (it) => ({
    none(level, out) {
      const { hi } = out;
      it.none(level, out);
      out.hi = hi;
    },
  })),
  plant(
    'the empty entry decodes as none',
    'an empty page that decodes as bad',
    z,
    'codec',
    decodedAs(({ raw, kind }) => ({ kind: raw === 0x400n ? 'bad' : kind })),
  ),
  plant('predicates answer any value', 'a throw on an unknown bit', x86, 'codec', (it) => ({
    special(level, lo, hi) {
      if (hi & IGNORED_HI) throw new RangeError('bit 52');
      return it.special(level, lo, hi);
    },
  })),
  plant('pfn answers any value at the levels of leaves', 'a frame number with a sign', x86, 'codec', () => ({
    pfn: (_level, lo) => lo >> 12,
  })),
  plant('tableRef answers any value above pte', 'a table address with a sign', x86, 'codec', () => ({
    tableRef: (_level, lo) => lo >> 11,
  })),
  plant('an entry is none exactly if its kind is none', 'stray accessed and dirty bits that count', x86, 'codec', () => ({
    isNone: (_level, lo, hi) => lo === 0 && hi === 0,
  })),
  plant('a pte is present exactly if its kind maps a page', 'PROT_NONE that is absent', x86, 'codec', () => ({
    present: (_level, lo) => (lo & P) !== 0,
  })),
  plant('a pte is prot-none exactly if its kind is', 'global pages that look prot-none', x86, 'codec', () => ({
    protnone: (_level, lo) => (lo & G) !== 0,
  })),
  plant('a kind that maps a page is a present leaf', 'an invalidated huge entry that is absent', x86, 'codec', (it) => ({
    present: (level, lo, hi) => (level === 1 ? (lo & (P | G)) !== 0 : it.present(level, lo, hi)),
  })),
  plant('an entry that leads to a table is no leaf', 'huge entries that lead to tables', x86, 'codec', () => ({
    isTable: (level, lo) => level > 0 && (lo & P) !== 0,
  })),
  plant('the kind table is what isTable says', 'tables that must be young', x86, 'codec', (it) => ({
    isTable: (level, lo, hi) => it.isTable(level, lo, hi) && (lo & A) !== 0,
  })),
  plant('a kind of swap is neither none nor present, and is that of its type', 'a type without its top bit', x86, 'swap', (it) => ({
    type: (level, lo, hi) => it.type(level, lo, hi) & 15,
  })),
  plant('a pending flush never makes an entry less accessible', 'only PROT_NONE while a flush is pending', x86, 'codec', () => ({
    accessible: (_level, lo, _hi, pending) => (lo & (pending ? G : P)) !== 0,
  })),
  plant('a feature that is denied is never seen', 'soft-dirty that is denied and there', x86, 'caps', () => ({ softDirty: false })),
  plant(
    'decode answers any value',
    'a throw on bad entries',
    x86,
    'codec',
    decodedAs(({ kind }) => {
      if (kind === 'bad') throw new Error('bad entry');
      return {};
    }),
  ),
  plant(
    'decode answers any value',
    'a raw value of 32 bits',
    x86,
    'codec',
    decodedAs(({ raw }) => ({ raw: raw & 0xffffffffn })),
  ),
  plant(
    'the bits that decode names add up to the value',
    'a field left out',
    x86,
    'codec',
    decodedAs(({ bits }) => ({ bits: bits.filter(({ name }) => name !== 'soft-dirty') })),
  ),
  plant(
    'the bits that decode names add up to the value',
    'a field told twice',
    x86,
    'codec',
    decodedAs(({ bits }) => ({ bits: [...bits.slice(0, 1), ...bits] })),
  ),
  plant(
    'decode gives the kind that classify gives',
    'PROT_NONE that decodes as a page',
    x86,
    'codec',
    decodedAs(({ kind }) => ({ kind: kind === 'protnone' ? 'page' : kind })),
  ),
  plant(
    'decode always tells none and present',
    'no word on presence',
    x86,
    'codec',
    decodedAs(({ flags: { present: _, ...flags } }) => ({ flags })),
  ),
  plant(
    'the flags that decode gives are what the predicates say',
    'dirty by the hardware bit alone',
    x86New,
    'codec',
    decodedAs(({ raw, flags }) => (typeof flags['dirty'] === 'boolean' ? { flags: { ...flags, dirty: (wordLo(raw) & D) !== 0 } } : {})),
  ),
  plant(
    'decode gives the frame of a page and the address of a table',
    'a table address in pages',
    x86,
    'codec',
    decodedAs(({ tablePhys }) => (tablePhys === undefined ? {} : { tablePhys: tablePhys >> 12n })),
  ),
  plant(
    'decode gives the frame of a page and the address of a table',
    'no frame of a prot-none page',
    x86,
    'codec',
    decodedAs(({ kind, pfn }) => (kind === 'protnone' && pfn !== undefined ? { pfn: 0 } : {})),
  ),
  plant(
    'decode gives type and offset of a swap-style entry',
    'an offset that is still inverted',
    x86,
    'codec',
    decodedAs(({ swap }) => (swap === undefined ? {} : { swap: { ...swap, offset: ~swap.offset } })),
  ),
  plant(
    'decode answers any value',
    'another level',
    x86,
    'codec',
    decodedAs(({ level }) => ({ level: LEVEL_NAMES[0]! === level ? 'pmd' : 'pte' })),
  ),
];
