import * as contracts from '@faultline/contracts';
import { CATALOGUE, meaningOf, namesOf, RECORD_FIELDS, RECORD_WIDTH, recordKind, type FieldInfo, type Thread } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog } from '../event-log';
import { readLog } from './reader';
import { writeLog } from './writer';

type Writer = (thread: Thread, ...operands: unknown[]) => number;
const writers = contracts as unknown as Readonly<Record<string, Writer>>;
const header = { architecture: 'x86-64', config: 'l4', kernel: '6.2', machine: { cpus: 4, memoryPages: 1024 }, scenario: 'été' };

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
/** Operand of the generated writer for one field; ends of the range are likely. */
function operand(field: FieldInfo): fc.Arbitrary<unknown> {
  if (field.readHi !== undefined) return fc.record({ lo: int32, hi: int32 });
  const meaning = meaningOf(field);
  if (meaning === undefined || field.type === 'rule') return fc.nat((namesOf(field)?.length ?? 2) - 1);
  if (meaning.signed) return int32;
  const most = meaning.max ?? 2 ** meaning.bits - 1;
  return fc.oneof(fc.maxSafeNat().map((value) => value % (most + 1)), fc.constantFrom(0, 2 ** 31, 2 ** 32 - 1, 2 ** 32, most).map((value) => Math.min(value, most)));
}

const operandsOf = CATALOGUE.map((_, at) => fc.tuple(...RECORD_FIELDS[at + 1]!.map(operand)));
const record = fc.record({ kind: fc.nat(CATALOGUE.length - 1), cpu: fc.nat(255), cause: fc.double({ min: 0, max: 1, noNaN: true }) })
  .chain((common) => operandsOf[common.kind]!.map((values) => ({ ...common, values })));
type Recorded = typeof record extends fc.Arbitrary<infer T> ? T : never;

/** Records through the generated writers; a quarter of them are roots. */
function recorded(records: readonly Recorded[]): EventLog {
  const log = new EventLog({ chunkWords: 256 });
  for (const { kind, cpu, cause, values } of records) {
    const thread = { log, cpu, cause: cause < 0.25 ? -1 : Math.ceil(cause * log.length) - 1 };
    writers[`rec${CATALOGUE[kind]!.name}`]!(thread, ...values);
  }
  return log;
}
const wordsOf = (log: EventLog): number[][] => {
  const all: number[][] = [];
  log.forEachRecord((words, at) => void all.push([...words.subarray(at, at + RECORD_WIDTH[recordKind(words, at)]!)]));
  return all;
};
const everyKind = fc.tuple(...operandsOf).map((all) => all.map((values, kind) => ({ kind, cpu: 0, cause: 0.5, values })));
const logs = fc.oneof({ weight: 4, arbitrary: fc.array(record, { maxLength: 60 }) }, { weight: 1, arbitrary: everyKind });

describe('a written log is the log', () => {
  it('read and written again it is the same to the byte, over the whole catalogue', () => {
    fc.assert(fc.property(logs, (records) => {
      const text = [...writeLog(recorded(records), header)].join('');
      const loaded = readLog(text);
      expect([...writeLog(loaded.log, loaded.header)].join('')).toBe(text);
    }));
  });

  it('read, it holds the same words and events', () => {
    fc.assert(fc.property(logs, (records) => {
      const log = recorded(records);
      const loaded = readLog(writeLog(log, header));
      expect(wordsOf(loaded.log)).toEqual(wordsOf(log));
      expect([...loaded.log.events()]).toEqual([...log.events()]);
      expect([loaded.header, loaded.lacking]).toEqual([{ ...header, events: log.length }, 0]);
    }));
  });

  it('from text or lines, with ends or without, with those of Windows or none at the very end', () => {
    fc.assert(fc.property(fc.array(record, { maxLength: 10 }), (records) => {
      const lines = [...writeLog(recorded(records), header)];
      const text = lines.join('');
      const bare = lines.map((line) => line.trimEnd());
      for (const source of [lines, bare, bare.join('\n'), bare.join('\r\n')])
        expect([...writeLog(readLog(source).log, header)].join('')).toBe(text);
    }), { numRuns: 30 });
  });

  it('cut anywhere, it is refused, or is a whole beginning of it that knows how much is lacking', () => {
    fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), fc.nat(), (records, where) => {
      const log = recorded(records);
      const text = [...writeLog(log, header)].join('');
      const cut = text.slice(0, 1 + (where % text.length));
      const whole = cut.endsWith('\n') || text[cut.length] === '\n';
      let code: unknown;
      try {
        const loaded = readLog(cut);
        const read = wordsOf(loaded.log);
        expect([read, loaded.lacking]).toEqual([wordsOf(log).slice(0, read.length), log.length - read.length]);
      } catch (error) {
        code = (error as { code?: unknown }).code ?? error;
      }
      expect(code).toBe(whole ? undefined : 'cut-line');
    }), { numRuns: 500 });
  });

  it('whatever one character is changed to, reading gives a log or a LogError', () => {
    fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 3 }), fc.nat(), fc.string({ minLength: 1, maxLength: 2, unit: 'binary' }), (records, where, other) => {
      const text = [...writeLog(recorded(records), header)].join('');
      const at = where % text.length;
      try {
        readLog(text.slice(0, at) + other + text.slice(at + 1));
      } catch (error) {
        expect(error).toMatchObject({ name: 'LogError', code: expect.any(String), line: expect.any(Number), remedy: expect.any(String) });
      }
    }), { numRuns: 500 });
  });
});
