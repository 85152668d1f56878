import { levelOf, wordHi, wordLo, type Architecture, type EntrySlot } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { hex, rawOf, slotOf } from '../../../tools/arch-lab/lab';
import { countsOf, recordingsThere, SKIPPED, swapFields, vectorsOf } from '../../../tools/arch-lab/recordings';

const FILE = 'arm64.json';
const data = vectorsOf<Record<string, Record<string, string>>>(FILE);
const arch = (config: string): Architecture => arm64({ config });

const OPS: Record<string, (a: Architecture, e: EntrySlot, prot: bigint) => void> = {
  modify: ({ codec }, e, prot) => codec.modify(0, e, wordLo(prot), wordHi(prot)),
  pmd_modify: ({ codec }, e, prot) => codec.modify(1, e, wordLo(prot), wordHi(prot)),
  pmd_mkinvalid: ({ codec }, e) => codec.mkInvalid(1, e),
  mkdirty: ({ codec }, e) => codec.mkDirty(0, e),
  mkclean: ({ codec }, e) => codec.mkClean(0, e),
  mkwrite: ({ codec }, e) => codec.mkWrite(0, e),
  wrprotect: ({ codec }, e) => codec.wrProtect(0, e),
  mkold: ({ codec }, e) => codec.mkOld(0, e),
  mkyoung: ({ codec }, e) => codec.mkYoung(0, e),
  mkuffdwp: ({ codec }, e) => codec.mkUffdWp(0, e),
  mkspecial: ({ codec }, e) => codec.mkSpecial(0, e),
  mkdevmap: ({ codec }, e) => codec.mkDevmap(0, e),
  mkhuge: ({ codec }, e) => codec.mkHuge(0, e),
  mkcont: ({ codec }, e) => codec.extra!.mkcont!(0, e),
  mkinvalid: ({ codec }, e) => codec.mkInvalid(0, e),
};

const { configs, vectors, transitions, protectionMap } = data;
/** Without a map of its own a configuration has that of its kernel; with LPA2 bits 9:8 are part of the address (`protectionMapNote`). */
const mapOf = (config: string): Record<string, string> => protectionMap[config] ?? protectionMap[config.endsWith('6.12') ? '4k-48-6.12' : '4k-48-6.2']!;
const protections = Object.keys(configs).flatMap((config) =>
  Object.entries(mapOf(config)).map(([index, value]) => ({ config, index, value: config.includes('lpa2') ? hex(BigInt(value) & ~0x300n) : value })));

const counts = `${vectors.length} rows, ${transitions.length} transitions, ${protections.length} protections`;
describe.skipIf(!recordingsThere)(`entry vectors: ${counts}${SKIPPED}`, () => {
  it('are all there, for every configuration, and all of them are run', () => {
    expect([vectors.length, transitions.length]).toEqual(countsOf(FILE));
    expect(Object.keys(configs).filter((config) => !vectors.some((row) => row.config === config))).toEqual([]);
    expect([...vectors, ...transitions].filter(({ config }) => !Object.hasOwn(configs, config))).toEqual([]);
    expect(transitions.filter(({ op }) => !Object.hasOwn(OPS, op))).toEqual([]);
    expect(protections).toHaveLength(16 * Object.keys(configs).length);
  });

  it.each(vectors)('$id $config $level $kind $raw', (row) => {
    const entry = arch(row.config).codec.decode(levelOf(row.level)!, BigInt(row.raw));
    expect(entry.kind).toBe(row.kind);
    expect(entry.pfn === undefined ? undefined : hex(BigInt(entry.pfn))).toBe(row.pfn);
    expect(entry.tablePhys === undefined ? undefined : hex(entry.tablePhys)).toBe(row.tablePhys);
    expect(entry.swap).toEqual(row.swap === undefined ? undefined : swapFields(row.swap));
    expect(entry.flags).toEqual(row.flags);
  });

  it.each(transitions)('$id $config $op $in', (row) => {
    const entry = slotOf(BigInt(row.in));
    OPS[row.op]!(arch(row.config), entry, BigInt(row.prot ?? 0));
    expect(hex(rawOf(entry))).toBe(hex(BigInt(row.out)));
  });

  it.each(protections)('protection $config $index is $value', ({ config, index, value }) => {
    const { prot } = arch(config);
    expect(hex(rawOf({ lo: prot.lo[Number(index)]!, hi: prot.hi[Number(index)]! }))).toBe(hex(BigInt(value)));
  });
});
