import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arm64, arm64Bulk } from '@faultline/arch-arm64';
import { riscv, riscvBulk } from '@faultline/arch-riscv';
import { s390, s390Bulk } from '@faultline/arch-s390';
import { x86_64, x86Bulk } from '@faultline/arch-x86';
import { bulkSlots, type BulkDecode } from '@faultline/codec-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeDecode, renderDecode } from './decode-bench.mjs';
import { randomEntries } from './decode-entries.mjs';

const hasCompiler = spawnSync('cc', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'faultline-decode-'));
const program = join(folder, 'decode');
const RECORD = 13;

const SUBJECTS: readonly (readonly [name: string, decode: BulkDecode])[] = [
  ['x86-64', x86Bulk(x86_64())], ['arm64', arm64Bulk(arm64())], ['s390', s390Bulk(s390())], ['riscv', riscvBulk(riscv())],
];

beforeAll(() => void (hasCompiler && execFileSync('cc', ['-O2', '-Wall', '-Werror', '-Wno-unused-function', '-o', program, join(import.meta.dirname, 'c/decode.c')])));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Random words, and words that only have low bits, high bits or none: those that mean something special. */
function entries(little: boolean): DataView {
  const view = randomEntries(60_000);
  for (let at = 0; at < 20_000; at++) {
    const low = 8 * at + (little ? 0 : 4);
    const high = 8 * at + (little ? 4 : 0);
    view.setUint32(low, at % 3 === 0 ? at % 2 === 0 ? 0 : 0x400 : view.getUint32(low) & 0xfff, little);
    view.setUint32(high, at % 2 === 0 ? 0 : at % 3 === 0 ? 0 : view.getUint32(high) & 0xff, little);
  }
  return view;
}

/** A record of kind, number and flags for each entry, as the C program writes them. */
function records(decode: BulkDecode, table: DataView): Buffer {
  const count = table.byteLength / 8;
  const out = bulkSlots(count);
  decode(0, table, out);
  const bytes = Buffer.alloc(count * RECORD);
  for (let at = 0; at < count; at++) {
    bytes.writeUInt8(out.kinds[at]!, at * RECORD);
    bytes.writeInt32LE(out.pfnLo[at]!, at * RECORD + 1);
    bytes.writeInt32LE(out.pfnHi[at]!, at * RECORD + 5);
    bytes.writeInt32LE(out.flags[at]!, at * RECORD + 9);
  }
  return bytes;
}

describe.skipIf(!hasCompiler)(`the loop in C${hasCompiler ? '' : ' (skipped: no C compiler)'}`, () => {
  it.each(SUBJECTS)('gives the same kinds, numbers and flags for %s', (name, decode) => {
    const table = entries(name !== 's390');
    const input = new Uint8Array(table.buffer);
    const made = execFileSync(program, [name, String(table.byteLength / 8), 'dump'], { input, maxBuffer: 1 << 24 });
    const own = records(decode, table);
    expect(made.length).toBe(own.length);
    const wrong = Array.from({ length: made.length / RECORD }, (_, at) => at)
      .find((at) => !made.subarray(at * RECORD, (at + 1) * RECORD).equals(own.subarray(at * RECORD, (at + 1) * RECORD)));
    expect(wrong).toBeUndefined();
  });

  it('refuses an architecture it has not', () => expect(spawnSync(program, ['mips', '1']).status).toBe(2));
});

describe('the report of the decode benchmark', () => {
  const wide = { median: 12.34, min: 10.01, max: 45.67 };
  const row = (ratio: number, single: number) =>
    ({ arch: 'x86-64', entries: 10_000_000, pairs: 7, ratio: { ...wide, median: ratio }, cNs: wide, bulkNs: wide, singleNs: 12_345, single });

  it.each([[0.5, 50, ['reached', 'reached']], [0.49, 50.1, ['missed', 'missed']]])('at a ratio of %d and a single decode of %d', (ratio, single, verdicts) =>
    expect(judgeDecode([row(ratio, single)]).map(({ verdict }: { verdict: string }) => verdict)).toEqual(verdicts));

  it('fits 100 columns, and is empty where nothing was measured', () => {
    expect(renderDecode([row(0.75, 1234)]).filter((line: string) => line.length > 100)).toEqual([]);
    expect([renderDecode([]), renderDecode()]).toEqual([[], []]);
  });
});
