import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { levelOf, wordHi, wordLo, wordOf, type Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';

const file = join(import.meta.dirname, '../../../../shared/spec/vectors/arm64.json');
const there = existsSync(file);
interface Row { id: string; config: string; level: string; raw: string; kind: string; pfn?: string; tablePhys?: string; swap?: Record<string, unknown>; flags: Record<string, unknown> }
interface Transition { id: string; config: string; op: string; in: string; out: string; prot?: string }
const data = there
  ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Row[]; transitions: Transition[]; protectionMap: Record<string, Record<string, string>> })
  : { vectors: [], transitions: [], protectionMap: {} };
const arch = (config: string): Architecture => arm64({ config });

const OPS: Record<string, (a: Architecture, e: { lo: number; hi: number }, prot: bigint) => void> = {
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

  const protections = Object.entries(data.protectionMap).flatMap(([config, map]) => Object.entries(map).map(([index, value]) => ({ config, index, value })));
  it.each(protections)('protection $config $index is $value', ({ config, index, value }) => {
    const { prot } = arch(config);
    expect(wordOf(prot.lo[Number(index)]!, prot.hi[Number(index)]!)).toBe(BigInt(value));
  });
});

/** Offsets are bigints, frames numbers in a decoded entry. */
function numbers(swap: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(swap).map(([key, value]) =>
    [key, key === 'offset' ? BigInt(value as string) : key === 'pfn' ? Number(value) : value]));
}
