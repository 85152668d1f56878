import { BULK_PRESENT, BulkError, bulkOf, bulkSlots } from '@faultline/codec-kit';
import { ENTRY_KINDS, wordHi, wordLo, wordOf, type Architecture, type Kernel } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A configuration, and the kernel where its name does not tell. */
interface Config {
  readonly config: string;
  readonly kernel?: Kernel;
}
type Make = (config?: Config) => Architecture;

const LEVELS = [0, 1, 2, 3, 4];
const SWAPS = ['swap', 'migration', 'device', 'hwpoison', 'marker', 'swapin-error'];
const LEAVES = ['page', 'huge', 'protnone', 'present-invalid', 'invalid-huge'];
const LEAF_PREDICATES = ['protnone', 'young', 'dirty', 'write', 'exec', 'special', 'softDirty', 'uffdWp', 'devmap'] as const;
const ORDERS = ['little', 'big'] as const;
type Order = (typeof ORDERS)[number];

/** Any words; half of them have few bits, for those that mean something stand together. */
const word = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.array(fc.integer({ min: 0, max: 63 }), { maxLength: 6 }).map((bits) => bits.reduce((value, bit) => value | (1n << BigInt(bit)), 0n)),
  fc.tuple(fc.nat(4095), fc.nat(4095)).map(([low, high]) => BigInt(low) | (BigInt(high) << 52n)),
);
const table = fc.array(word, { maxLength: 40 });

function viewOf(words: readonly bigint[], order: Order, offset = 0): DataView {
  const view = new DataView(new ArrayBuffer(offset + 8 * words.length), offset);
  words.forEach((value, at) => view.setBigUint64(8 * at, value, order === 'little'));
  return view;
}

/** Kind, number and flags of an entry, each asked of the codec. */
function expected({ codec, swap }: Architecture, level: number, raw: bigint): { kind: string; number: bigint; flags: number } {
  const lo = wordLo(raw);
  const hi = wordHi(raw);
  const kind = ENTRY_KINDS[codec.classify(level, lo, hi)]!;
  const present = kind !== 'none' && codec.present(level, lo, hi) ? BULK_PRESENT : 0;
  if (LEAVES.includes(kind)) {
    const flags = LEAF_PREDICATES.reduce((set, name, at) => set | (codec[name](level, lo, hi) ? 2 << at : 0), present);
    return { kind, number: BigInt(codec.pfn(level, lo, hi)), flags };
  }
  if (SWAPS.includes(kind)) {
    const out = { lo: 0, hi: 0 };
    swap.offset(level, lo, hi, out);
    const marks = [swap.exclusive(lo, hi), swap.softDirty(lo, hi), swap.uffdWp(lo, hi)];
    const flags = marks.reduce((set, mark, at) => set | (mark ? 1 << (10 + at) : 0), present);
    return { kind, number: wordOf(out.lo, out.hi), flags: flags | (swap.type(level, lo, hi) << 16) };
  }
  return { kind, number: kind === 'table' ? BigInt(codec.tableRef(level, lo, hi)) : 0n, flags: present };
}

/** Bulk decode equals the codec, entry by entry, in every configuration. */
export function bulkLaws(make: Make, bulk: (architecture: Architecture) => ReturnType<typeof bulkOf>, configs: readonly Config[]): void {
  describe.each(configs)('bulk decode, $config $kernel', (config) => {
    const architecture = make(config);
    const decode = bulk(architecture);

    it.each(ORDERS)('equals classify, pfn and the predicates, entry by entry, %s-endian', (order) => {
      fc.assert(fc.property(fc.constantFrom(...LEVELS), table, (level, words) => {
        const out = bulkSlots(words.length);
        expect(decode(level, viewOf(words, order), out, order)).toBe(words.length);
        const got = words.map((_, at) => ({ kind: ENTRY_KINDS[out.kinds[at]!], number: wordOf(out.pfnLo[at]!, out.pfnHi[at]!), flags: out.flags[at] }));
        expect(got).toEqual(words.map((raw) => expected(architecture, level, raw)));
      }), { numRuns: 120 });
    });

    it('every pattern of the lowest twelve bits, alone, with a frame and with a high bit set', () => {
      const words = Array.from({ length: 4096 }, (_, low) => [0n, 0x5000n, 1n << 51n, 1n << 58n, 1n << 59n, 1n << 63n].map((rest) => BigInt(low) | rest)).flat();
      const [own, asked] = [bulkSlots(words.length), bulkSlots(words.length)];
      decode(0, viewOf(words, 'little'), own, 'little');
      bulkOf(architecture)(0, viewOf(words, 'little'), asked, 'little');
      expect(own).toEqual(asked);
    });

    it('reads its own byte order, from bytes at any place as from a view', () => {
      const { byteOrder } = architecture.geometry;
      fc.assert(fc.property(table, fc.nat(9), (words, offset) => {
        const view = viewOf(words, byteOrder, offset);
        const [a, b] = [bulkSlots(words.length), bulkSlots(words.length)];
        decode(0, view, a, byteOrder);
        decode(0, new Uint8Array(view.buffer, offset), b);
        expect(b).toEqual(a);
      }), { numRuns: 30 });
    });
  });

  describe('what is no table', () => {
    const decode = bulk(make());
    it.each([
      ['cut off', () => decode(0, new Uint8Array(15), bulkSlots(2)), 'a table of 15 bytes is cut off'],
      ['arrays too short', () => decode(0, new Uint8Array(16), bulkSlots(1)), 'the table has 2 entries, the arrays hold 1'],
      ['one array too short', () => decode(0, new Uint8Array(16), { ...bulkSlots(2), flags: new Int32Array(1) }), 'the table has 2 entries, the arrays hold 1'],
      ['no such level', () => decode(5, new Uint8Array(8), bulkSlots(1)), 'there is no level 5'],
      ['a level below', () => decode(-1, new Uint8Array(8), bulkSlots(1)), 'there is no level -1'],
    ])('%s: a typed error', (_what, call, message) => expect(call).toThrow(expect.objectContaining({ code: 'bulk-table', message, name: BulkError.name })));
  });
}
