import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNELS, levelOf, wordOf, type Architecture, type EntrySlot } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv, RISCV_CONFIGS } from './index';
import { changedBy, filled, slotOf } from './testing/tables';

const file = join(import.meta.dirname, '../../../../shared/spec/vectors/riscv.json');
const there = existsSync(file);
interface Row { id: string; config: string; level: string; raw: string; kind: string; pfn?: string; tablePhys?: string; swap?: Record<string, unknown>; flags: Record<string, unknown> }
interface Transition { id: string; config: string; op: string; in: string; out: string; prot?: string }
interface Data { configs: Record<string, string>; vectors: Row[]; transitions: Transition[]; protectionMap: Record<string, string> }
const data: Data = there ? (JSON.parse(readFileSync(file, 'utf8')) as Data) : { configs: {}, vectors: [], transitions: [], protectionMap: {} };
const arch = (config: string): Architecture => riscv({ config });
const hex = (word: bigint): string => `0x${word.toString(16).padStart(16, '0')}`;

const OPS: Record<string, (a: Architecture, e: EntrySlot, prot: EntrySlot) => void> = {
  modify: ({ codec }, e, prot) => codec.modify(0, e, prot.lo, prot.hi),
  pmd_modify: ({ codec }, e, prot) => codec.modify(1, e, prot.lo, prot.hi),
  pmd_mkinvalid: ({ codec }, e) => codec.mkInvalid(1, e),
  mkdirty: ({ codec }, e) => codec.mkDirty(0, e),
  mkclean: ({ codec }, e) => codec.mkClean(0, e),
  mkwrite: ({ codec }, e) => codec.mkWrite(0, e),
  wrprotect: ({ codec }, e) => codec.wrProtect(0, e),
  mkold: ({ codec }, e) => codec.mkOld(0, e),
  mkyoung: ({ codec }, e) => codec.mkYoung(0, e),
  mkspecial: ({ codec }, e) => codec.mkSpecial(0, e),
  mkdevmap: ({ codec }, e) => codec.mkDevmap(0, e),
  mkhuge: ({ codec }, e) => codec.mkHuge(0, e),
  noncached: ({ codec }, e) => codec.extra!.noncached!(0, e),
  wc: ({ codec }, e) => codec.extra!.writecombine!(0, e),
  mknapot: ({ codec }, e) => codec.extra!.mknapot!(0, e),
};

/** Offsets are bigints, frames numbers in a decoded entry. */
const numbers = (swap: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(swap).map(([key, value]) =>
    [key, key === 'offset' ? BigInt(value as string) : key === 'pfn' ? Number(value) : value]));

function checkRow(row: Row, { codec }: Architecture): void {
  const entry = codec.decode(levelOf(row.level)!, BigInt(row.raw));
  expect(entry.kind).toBe(row.kind);
  expect(entry.pfn).toBe(row.pfn === undefined ? undefined : Number(row.pfn));
  expect(entry.tablePhys).toBe(row.tablePhys === undefined ? undefined : BigInt(row.tablePhys));
  expect(entry.swap).toEqual(row.swap === undefined ? undefined : numbers(row.swap));
  expect(entry.flags).toEqual(row.flags);
}

/** Every configuration that can be written without contradiction, one option at a time. */
const everyConfig = KERNELS.flatMap((kernel) => RISCV_CONFIGS.geometries.flatMap((geometry) => ['', ...RISCV_CONFIGS.options]
  .filter((option) => kernel === '6.12' || (option !== 'svvptc' && option !== 'ipi'))
  .map((option) => ({ kernel, config: option === '' ? geometry : `${geometry}+${option}` }))));

describe.skipIf(!there)(`entry vectors${there ? '' : ' (skipped: no recordings)'}`, () => {
  it('are all there', () => {
    expect(Object.keys(data.configs)).toEqual(['sv39-6.2', 'sv48-6.2', 'sv57-6.2', 'sv48-6.12', 'sv39-6.12']);
    expect([data.vectors.length, data.transitions.length, Object.keys(data.protectionMap).length]).toEqual([64, 161, 16]);
    expect(everyConfig).toHaveLength(3 * (2 * 5 + 7));
  });

  it.each(data.vectors)('$id $config $level $kind $raw', (row) => checkRow(row, arch(row.config)));

  it.each(data.transitions)('$id $config $op $in', (row) => {
    const a = arch(row.config);
    expect(hex(changedBy(BigInt(row.in), (e) => OPS[row.op]!(a, e, slotOf(BigInt(row.prot ?? 0)))))).toBe(row.out);
  });

  describe('§9: 6.1 encodes as 6.2, but for the numbers of swap types', () => {
    const SHARED = ['none', 'table', 'page', 'huge', 'protnone', 'invalid-huge', 'bad', 'swap'];
    const rows = data.vectors.filter(({ config, kind }) => config.endsWith('-6.2') && SHARED.includes(kind));
    it('rows are there', () => expect(rows).toHaveLength(46));
    it.each(rows)('$id $config $level $kind $raw', (row) => checkRow(row, riscv({ kernel: '6.1', config: row.config === 'sv39-6.2' ? 'sv39+svpbmt' : row.config.slice(0, 4) })));
    it.each(data.transitions.filter(({ config }) => config === 'sv39-6.2'))('$id $op $in', (row) => {
      const a = riscv({ kernel: '6.1', config: 'sv39+svpbmt' });
      expect(hex(changedBy(BigInt(row.in), (e) => OPS[row.op]!(a, e, slotOf(BigInt(row.prot ?? 0)))))).toBe(row.out);
    });
  });

  describe.each(everyConfig)('protections of $config, kernel $kernel', ({ kernel, config }) => {
    it.each(Object.entries(data.protectionMap))('%s is %s', (index, value) => {
      const { prot } = riscv({ kernel, config });
      expect(hex(wordOf(prot.lo[Number(index)]!, prot.hi[Number(index)]!))).toBe(value);
      expect(hex(filled((out) => prot.pageProt(Number(index) | 0x70, 0, out)))).toBe(value);
    });
  });
});
