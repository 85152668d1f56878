import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { levelOf, wordHi, wordLo, wordOf, type Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';

const file = join(import.meta.dirname, '../../../../shared/spec/vectors/s390.json');
const there = existsSync(file);
interface Row { id: string; config: string; level: string; raw: string; kind: string; pfn?: string; tablePhys?: string; swap?: Record<string, unknown>; flags: Record<string, unknown> }
interface Transition { id: string; config: string; op: string; in: string; out: string; prot?: string }
const data = there
  ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Row[]; transitions: Transition[]; protectionMap: Record<string, string> })
  : { vectors: [], transitions: [], protectionMap: {} };
const arch = (config: string): Architecture => s390({ config });

type Op = (a: Architecture, e: { lo: number; hi: number }, prot: bigint) => void;
const both = (name: 'mkYoung' | 'mkOld' | 'mkDirty' | 'mkClean' | 'mkWrite' | 'wrProtect' | 'mkSpecial', level: number): Op =>
  ({ codec }, e) => codec[name](level, e);
const leaf = (level: number): Op => ({ codec }, e, prot) =>
  codec.makeLeaf(level, Number(wordOf(e.lo, e.hi)), wordLo(prot), wordHi(prot), e);
const OPS: Record<string, Op> = {
  modify: ({ codec }, e, prot) => codec.modify(0, e, wordLo(prot), wordHi(prot)),
  pmd_modify: ({ codec }, e, prot) => codec.modify(1, e, wordLo(prot), wordHi(prot)),
  mkyoung: both('mkYoung', 0), mkold: both('mkOld', 0), mkdirty: both('mkDirty', 0), mkclean: both('mkClean', 0), mkwrite: both('mkWrite', 0),
  wrprotect: both('wrProtect', 0), mkspecial: both('mkSpecial', 0),
  pmd_mkyoung: both('mkYoung', 1), pmd_mkold: both('mkOld', 1), pmd_mkdirty: both('mkDirty', 1), pmd_mkclean: both('mkClean', 1),
  pmd_mkwrite: both('mkWrite', 1), pmd_wrprotect: both('wrProtect', 1),
  pfn_pte: leaf(0), pfn_pmd: leaf(1),
};

describe.skipIf(!there)(`entry vectors${there ? '' : ' (skipped: no recordings)'}`, () => {
  it.each(data.vectors)('$id $config $level $kind $raw', (row) => {
    const entry = arch(row.config).codec.decode(levelOf(row.level)!, BigInt(row.raw));
    expect(entry.kind).toBe(row.kind);
    if (row.pfn !== undefined) expect(`0x${entry.pfn?.toString(16)}`).toBe(row.pfn);
    if (row.tablePhys !== undefined) expect(`0x${entry.tablePhys?.toString(16)}`).toBe(row.tablePhys);
    if (row.swap !== undefined) expect(entry.swap).toMatchObject(numbers(row.swap));
    expect(entry.flags).toMatchObject(row.flags);
  });

  it.each(data.transitions)('$id $config $op $in', (row) => {
    const raw = BigInt(row.in);
    const entry = { lo: wordLo(raw), hi: wordHi(raw) };
    OPS[row.op]!(arch(row.config), entry, BigInt(row.prot ?? 0));
    expect(`0x${wordOf(entry.lo, entry.hi).toString(16).padStart(16, '0')}`).toBe(row.out);
  });

  it.each(Object.entries(data.protectionMap))('protection %s is %s', (index, value) => {
    const { prot } = arch('6.2');
    expect(wordOf(prot.lo[Number(index)]!, prot.hi[Number(index)]!)).toBe(BigInt(value));
  });
});

/** Offsets are bigints, frames numbers in a decoded entry. */
function numbers(swap: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(swap).map(([key, value]) =>
    [key, key === 'offset' ? BigInt(value as string) : key === 'pfn' ? Number(value) : value]));
}
