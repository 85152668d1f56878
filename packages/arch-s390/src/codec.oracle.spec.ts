import { levelOf, wordHi, wordLo, type Architecture, type EntrySlot } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { hex, rawOf, slotOf } from '../../../tools/arch-lab/lab';
import { countsOf, recordingsThere, SKIPPED, swapFields, vectorsOf } from '../../../tools/arch-lab/recordings';

const FILE = 's390.json';
const data = vectorsOf<Record<string, string>>(FILE);
const arch = (config: string): Architecture => s390({ config });

type Op = (a: Architecture, e: EntrySlot, prot: bigint) => void;
const at = (level: number,
name: 'mkYoung' | 'mkOld' | 'mkDirty' | 'mkClean' | 'mkWrite' | 'wrProtect' | 'mkSpecial'): Op => ({ codec }, e) => codec[name](level, e);
const leaf = (level: number): Op => ({ codec }, e, prot) => codec.makeLeaf(level, Number(rawOf(e)), wordLo(prot), wordHi(prot), e);
const OPS: Record<string, Op> = {
  modify: ({ codec }, e, prot) => codec.modify(0, e, wordLo(prot), wordHi(prot)),
  pmd_modify: ({ codec }, e, prot) => codec.modify(1, e, wordLo(prot), wordHi(prot)),
  mkyoung: at(0, 'mkYoung'), mkold: at(0, 'mkOld'), mkdirty: at(0, 'mkDirty'), mkclean: at(0, 'mkClean'), mkwrite: at(0, 'mkWrite'),
  wrprotect: at(0, 'wrProtect'), mkspecial: at(0, 'mkSpecial'),
  pmd_mkyoung: at(1, 'mkYoung'), pmd_mkold: at(1, 'mkOld'), pmd_mkdirty: at(1, 'mkDirty'), pmd_mkclean: at(1, 'mkClean'), pmd_mkwrite: at(1,
  'mkWrite'),
  pmd_wrprotect: at(1, 'wrProtect'),
  pfn_pte: leaf(0), pfn_pmd: leaf(1),
};

const { configs, vectors, transitions, protectionMap } = data;
const protections = Object.keys(configs).flatMap((config) => Object.entries(protectionMap).map(([index, value]) => ({ config, index, value })));

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
