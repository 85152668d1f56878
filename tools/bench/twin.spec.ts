import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { x86_64 } from '@faultline/arch-x86';
import { KIND_NAMES, RECORD_WIDTH } from '@faultline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partsOf, Session } from './model-session.mjs';
import { ROUNDS } from './model-workloads.mjs';
import { recordsHeader } from './records.mjs';
import { compileTwin, TWIN_ARCHITECTURE, twinArguments } from './twin.mjs';

const hasCompiler = spawnSync('cc', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'faultline-twin-'));
const program = join(folder, 'twin');
const WIDEST_BYTES = 4 * Math.max(...RECORD_WIDTH);
/** More pages than one batch of tables and pages of a gather holds, so that a flush falls in between. */
const MANY = 10_500;

beforeAll(() => void (hasCompiler && compileTwin(folder)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A session that remembers the kinds of what was timed. */
class Watched extends Session {
  readonly kinds: string[] = [];
  override time<T>(work: () => T): T {
    const first = this.machine.log.length;
    const result = super.time(work) as T;
    for (const { type } of this.machine.log.events(first)) this.kinds.push(type);
    return result;
  }
}

async function modelRound(workload: keyof typeof ROUNDS, pages: number, repeats: number): Promise<Watched> {
  const session = new Watched(await partsOf(TWIN_ARCHITECTURE), 'silent', { memoryPages: 2 * pages + 16_384 });
  ROUNDS[workload](session, pages, repeats);
  return session;
}

/** What the twin prints for one round, line by line. */
const twinLines = (run: string, args: readonly string[]): string[] =>
  execFileSync(run, args, { input: 'round\n', encoding: 'utf8', maxBuffer: 1 << 26 }).trim().split('\n');

const figures = (line: string): { ns: number; events: number; bytes: number } => JSON.parse(line) as never;

describe.skipIf(!hasCompiler)(`the native twin${hasCompiler ? '' : ' (skipped: no C compiler)'}`, () => {
  it.each([['write', 600, 2], ['cow', 600, 3], ['zap', MANY, 1], ['churn', 600, 2]] as const)(
    'records for %s (%d pages, %d times) the model\'s kinds in the model\'s order, and as many bytes', async (workload, pages, repeats) => {
      const model = await modelRound(workload, pages, repeats);
      const lines = twinLines(program, [...twinArguments(workload, pages, repeats, true), 'kinds']);
      const answer = figures(lines.pop()!);
      expect(lines.map((kind) => KIND_NAMES[Number(kind)])).toEqual(model.kinds);
      expect(answer.events * pages * repeats).toBeCloseTo(model.events, 0);
      // Where fork and exit stand in between, chunks end at another record.
      expect(Math.abs(answer.bytes * pages * repeats - model.logBytes)).toBeLessThan(WIDEST_BYTES);
    });

  it('writes as many words a record as the contracts say', () => {
    const wider = join(folder, 'wider');
    mkdirSync(wider);
    const padded = compileTwin(wider, recordsHeader(KIND_NAMES, RECORD_WIDTH.map((width) => width + 3)));
    const [narrow, wide] = [program, padded].map((run) => figures(twinLines(run, twinArguments('write', 100, 1, true))[0]!));
    expect(wide!.events).toBe(narrow!.events);
    expect(wide!.bytes - narrow!.bytes).toBeCloseTo(12 * narrow!.events, 3);
  });

  it('sets entries that x86-64 reads as pages of its own, writable, dirty and young', () => {
    const entries = twinLines(program, twinArguments('entries', 600, 1, true)).slice(0, 600);
    const read = entries.map((entry) => x86_64().codec.decode(0, BigInt(`0x${entry}`)));
    expect(new Set(read.map(({ pfn }) => pfn)).size).toBe(600);
    for (const { kind, flags } of read) {
      expect(kind).toBe('page');
      expect(flags).toMatchObject({ present: true, write: true, dirty: true, young: true, exec: false });
    }
  });

  it.each([[['walk', '1', '1', 'keep'], 'no workload'], [['write'], 'usage']])('refuses %j', (args, message) => {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
