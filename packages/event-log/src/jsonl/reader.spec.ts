import { describe, expect, it } from 'vitest';
import type { LogError } from '../errors';
import { readLog, type ReadOptions } from './reader';

const HEADER = '{"faultline":"log","version":5,"architecture":"x86-64","config":"","kernel":"6.2","machine":{"cpus":1,"memoryPages":4096}}';
const FIRST = '{"seq":0,"cause":null,"cpu":0,"type":"CpuSwitched","mm":1}';
const ENTRY = '{"seq":1,"cause":0,"cpu":0,"type":"EntrySet","level":1,"how":"set","index":5,"mm":1,"table":2,"vpn":"0x10","new":"0x0000000000000067","old":"0x0000000000000000"}';
const REF = '{"seq":1,"cause":0,"cpu":0,"type":"RefChanged","why":"map","pfn":3,"delta":-1}';
const RMAP = '{"seq":1,"cause":0,"cpu":0,"type":"RmapRemoved","delayed":false,"pfn":5}';

function failureOf(source: string | Iterable<string>, options?: ReadOptions): Partial<LogError> {
  try {
    readLog(source, options);
  } catch (error) {
    return error as LogError;
  }
  return {};
}
/** What reading says of a second event. */
const failureOfEvent = (line: string) => failureOf([HEADER, FIRST, line]);
const columnOf = (line: string, part: string): number => line.indexOf(part) + 1;

it('the lines of these tests are sound as they stand', () => {
  for (const line of [ENTRY, REF, RMAP]) expect(failureOfEvent(line)).toEqual({});
});

describe('a field that is wrong is named, with its line, column and seq', () => {
  it.each([
    ['wrong-type', ENTRY, '"level":1', '"level":"1"'],
    ['wrong-type', ENTRY, '"level":1', '"level":1.5'],
    ['wrong-type', ENTRY, '"level":1', '"level":true'],
    ['wrong-type', ENTRY, '"level":1', '"level":null'],
    ['wrong-type', ENTRY, '"level":1', '"level":[1]'],
    ['wrong-type', ENTRY, '"level":1', '"level":1e999'],
    ['out-of-range', ENTRY, '"level":1', '"level":8'],
    ['out-of-range', ENTRY, '"level":1', '"level":-1'],
    ['out-of-range', ENTRY, '"how":"set"', '"how":"sets"'],
    ['out-of-range', ENTRY, '"how":"set"', '"how":"__proto__"'],
    ['wrong-type', ENTRY, '"how":"set"', '"how":0'],
    ['out-of-range', ENTRY, '"mm":1', '"mm":4294967296'],
    ['out-of-range', ENTRY, '"mm":1', '"mm":-1'],
    ['wrong-type', ENTRY, '"vpn":"0x10"', '"vpn":16'],
    ['wrong-type', ENTRY, '"vpn":"0x10"', '"vpn":"0x010"'],
    ['wrong-type', ENTRY, '"vpn":"0x10"', '"vpn":"0x1F"'],
    ['wrong-type', ENTRY, '"vpn":"0x10"', '"vpn":"0x"'],
    ['out-of-range', ENTRY, '"vpn":"0x10"', '"vpn":"0x10000000000001"'],
    ['wrong-type', ENTRY, '"new":"0x0000000000000067"', '"new":"0x67"'],
    ['wrong-type', ENTRY, '"new":"0x0000000000000067"', '"new":"0x00000000000000067"'],
    ['wrong-type', ENTRY, '"new":"0x0000000000000067"', '"new":"0x000000000000006G"'],
    ['wrong-type', ENTRY, '"new":"0x0000000000000067"', '"new":103'],
    ['wrong-type', RMAP, '"delayed":false', '"delayed":0'],
    ['out-of-range', REF, '"delta":-1', '"delta":2147483648'],
    ['out-of-range', REF, '"delta":-1', '"delta":-2147483649'],
    ['out-of-range', REF, '"cpu":0', '"cpu":256'],
    ['wrong-type', REF, '"cpu":0', '"cpu":"0"'],
    ['bad-seq', REF, '"seq":1', '"seq":2'],
    ['bad-seq', REF, '"seq":1', '"seq":0'],
    ['bad-seq', REF, '"seq":1', '"seq":-1'],
    ['wrong-type', REF, '"seq":1', '"seq":"1"'],
    ['bad-cause', REF, '"cause":0', '"cause":1'],
    ['bad-cause', REF, '"cause":0', '"cause":-1'],
    ['wrong-type', REF, '"cause":0', '"cause":"0"'],
    ['unknown-type', REF, '"type":"RefChanged"', '"type":"Refchanged"'],
    ['unknown-type', REF, '"type":"RefChanged"', '"type":""'],
    ['unknown-type', REF, '"type":"RefChanged"', '"type":"constructor"'],
    ['wrong-type', REF, '"type":"RefChanged"', '"type":21'],
  ])('%s: in %s for %s: %s', (code, line, sound, wrong) => {
    const changed = line.replace(sound, wrong);
    expect(failureOfEvent(changed)).toMatchObject({ code, line: 3, seq: 1, column: columnOf(changed, wrong), remedy: expect.stringMatching(/./) });
  });

  it.each(['"seq":1,', '"cause":0,', '"cpu":0,', '"type":"RefChanged",', '"pfn":3,'])('missing-field: %s', (part) => {
    expect(failureOfEvent(REF.replace(part, ''))).toMatchObject({ code: 'missing-field', line: 3, seq: 1, message: expect.stringContaining(part.split('"')[1]!) });
  });

  it.each(['"mm":1', '"__proto__":{"pfn":4}', '"constructor":1', '"a:b":1', '"":0', '"newLo":1'])('unexpected-field: %s', (part) => {
    const line = REF.replace('"pfn"', `${part},"pfn"`);
    expect(failureOfEvent(line)).toMatchObject({ code: 'unexpected-field', line: 3, seq: 1, column: columnOf(line, part) });
  });

  it('a field behind __proto__ does not count as there', () => {
    expect(failureOfEvent(REF.replace('"pfn":3', '"__proto__":{"pfn":3}'))).toMatchObject({ code: 'missing-field' });
    expect(({} as { pfn?: number }).pfn).toBeUndefined();
  });

  it.each(['"pfn":3,"pfn":4', '"pfn":"a:b","pfn":4', '"pfn":{"a":1},"pfn":4', '"\\u0070fn":3,"pfn":4'])('repeated-field: %s', (part) => {
    expect(failureOfEvent(REF.replace('"pfn":3', part))).toMatchObject({ code: 'repeated-field', line: 3, seq: 1 });
  });
});

describe('a line that is wrong is named, with its column where it is known', () => {
  it.each([1, 20, REF.length - 1])('cut-line: after %i characters', (length) => {
    expect(failureOfEvent(REF.slice(0, length))).toMatchObject({ code: 'cut-line', line: 3, seq: 1, column: length + 1 });
  });

  it('cut-line: in the middle of the file too', () => {
    expect(failureOf([HEADER, FIRST.slice(0, 9), REF].join('\n'))).toMatchObject({ code: 'cut-line', line: 2, seq: 0 });
  });

  it.each(['', ' ', 'event', '{"seq":1,}', '{seq:1}', `${REF}${REF}`, '\u0000', '"'])('not-json: %j', (line) => {
    expect(failureOfEvent(line)).toMatchObject({ code: 'not-json', line: 3, seq: 1 });
  });

  it('not-json: at the column that the engine names', () => {
    expect(failureOfEvent('{"seq":1,}').column).toBe(10);
  });

  it.each(['1', 'null', '[]', '"text"', 'true'])('not-an-object: %s', (line) => {
    expect(failureOfEvent(line)).toMatchObject({ code: 'not-an-object', line: 3, seq: 1, column: 1 });
  });

  it('line-too-long: above 64 KiB, whatever is in it', () => {
    const padded = (length: number) => REF.replace('{', `{${' '.repeat(length - REF.length)}`);
    expect(failureOfEvent(padded(65536))).toEqual({});
    expect(failureOfEvent(padded(65537))).toMatchObject({ code: 'line-too-long', line: 3, seq: 1 });
    expect(failureOf('['.repeat(1_000_000))).toMatchObject({ code: 'line-too-long', line: 1 });
  });

  it('deep nesting within the limit does no harm', () => {
    expect(failureOfEvent('['.repeat(65536))).toMatchObject({ code: 'not-json' });
  });

  it('a message quotes foreign text short and without control characters', () => {
    const { message } = failureOfEvent(REF.replace('RefChanged', `\\u001b[2J\u009b31m${'x'.repeat(100)}`));
    expect(message).toMatch(/^[\x20-\x7e…]{1,160}$/);
  });
});

describe('too many events are refused', () => {
  it('at the limit that was set', () => {
    expect(failureOf([HEADER, FIRST], { maxEvents: 1 })).toEqual({});
    expect(failureOf([HEADER, FIRST, REF], { maxEvents: 1 })).toMatchObject({ code: 'too-many-events', line: 3, seq: 1 });
  });

  it('before the line is looked at, and without taking more lines', () => {
    let taken = 0;
    const endless = function* (): Generator<string> {
      yield HEADER;
      yield FIRST;
      for (;;) {
        taken++;
        yield 'anything';
      }
    };
    expect(failureOf(endless(), { maxEvents: 1 })).toMatchObject({ code: 'too-many-events' });
    expect(taken).toBe(1);
  });
});

describe('steps that are marked', () => {
  const marked = (...lines: string[]): string => [HEADER, ...lines].join('\n');
  const mark = (step: number, text = 'write A at=m+0 value=17'): string => JSON.stringify({ step, do: text });

  it('are told with the seq of their first event, whatever has none, and are no events', () => {
    const { log, steps } = readLog(marked(FIRST, mark(0), mark(1, 'read A at=m+0'), REF, mark(2)));
    expect(log.length).toBe(2);
    expect(steps).toEqual([{ seq: 1, text: 'write A at=m+0 value=17' }, { seq: 1, text: 'read A at=m+0' }, { seq: 2, text: 'write A at=m+0 value=17' }]);
  });

  it('are none in a log that was written without', () => expect(readLog(marked(FIRST, REF)).steps).toEqual([]));

  it('an event after them is found in its own line', () => {
    expect(failureOf(marked(FIRST, mark(0), REF.replace('"seq":1', '"seq":7')))).toMatchObject({ code: 'bad-seq', line: 4, seq: 1 });
  });

  it.each([
    ['out of order', mark(1)], ['without text', '{"step":0}'], ['with a text that is none', '{"step":0,"do":5}'], ['that steer a terminal', mark(0, '\u001b[2J')],
    ['of a long text', mark(0, 'x'.repeat(2001))], ['with more', '{"step":0,"do":"","seq":1}'], ['of no number', '{"step":"0","do":""}'],
  ])('%s are refused by line', (_what, line) => expect(failureOf(marked(FIRST, line))).toMatchObject({ code: 'bad-step', line: 3, remedy: expect.stringMatching(/record the log again/) }));
});

describe('the header is checked first', () => {
  const changed = (change: object): string => JSON.stringify({ ...(JSON.parse(HEADER) as object), ...change });

  it.each([
    ['no-header', ''],
    ['no-header', FIRST],
    ['no-header', changed({ faultline: 'snapshot' })],
    ['not-an-object', '[]'],
    ['not-json', '\n'],
    ['not-json', 'PK\u0003\u0004'],
    ['cut-line', HEADER.slice(0, 50)],
    ['wrong-version', changed({ version: 1 })],
    ['wrong-version', changed({ version: 2 })],
    ['wrong-version', changed({ version: 3 })],
    ['wrong-version', changed({ version: 4 })],
    ['wrong-version', changed({ version: 6 })],
    ['wrong-version', changed({ version: '5' })],
    ['wrong-version', changed({ version: undefined })],
    ['bad-header', changed({ architecture: '' })],
    ['bad-header', changed({ architecture: 7 })],
    ['bad-header', changed({ architecture: undefined })],
    ['bad-header', changed({ config: null })],
    ['bad-header', changed({ kernel: '' })],
    ['bad-header', changed({ kernel: '6.2\u001b[2J' })],
    ['bad-header', changed({ scenario: null })],
    ['bad-header', changed({ scenario: '\ud800' })],
    ['bad-header', changed({ machine: undefined })],
    ['bad-header', changed({ machine: [] })],
    ['bad-header', changed({ machine: { cpus: 65, memoryPages: 1 } })],
    ['bad-header', changed({ machine: { cpus: 1, memoryPages: 1e9 } })],
    ['bad-header', changed({ machine: { cpus: 1, memoryPages: 0.5 } })],
    ['bad-header', changed({ machine: { cpus: 1 } })],
    ['bad-header', changed({ machine: { cpus: 1, memoryPages: 1, seed: 1 } })],
    ['bad-header', changed({ comment: 'hello' })],
    ['bad-header', changed({ events: -1 })],
    ['bad-header', changed({ events: 1.5 })],
    ['bad-header', changed({ events: '2' })],
    ['bad-header', changed({ events: null })],
    ['bad-header', changed({ switches: 'delayed-rmap' })],
    ['bad-header', changed({ switches: { 0: 'delayed-rmap', length: 1 } })],
    ['bad-header', changed({ switches: null })],
    ['bad-header', changed({ switches: ['gravity'] })],
    ['bad-header', changed({ switches: ['delayed-rmap', 7] })],
    ['bad-header', changed({ switches: [null] })],
    ['bad-header', changed({ switches: [['delayed-rmap']] })],
    ['bad-header', changed({ switches: ['__proto__'] })],
    ['bad-header', changed({ switches: ['delayed-rmap', 'delayed-rmap'] })],
    ['bad-header', changed({ switches: Array(20).fill('delayed-rmap') })],
    ['bad-header', HEADER.replace('{', '{"__proto__":{"scenario":"x"},')],
  ])('%s: %j', (code, line) => {
    expect(failureOf(line)).toMatchObject({ code, line: 1, remedy: expect.stringMatching(/./) });
  });

  it('a log of format 4, whose rules were numbers, is refused with what to do', () => {
    expect(failureOf(changed({ version: 4 }))).toMatchObject({
      code: 'wrong-version', message: 'the log has version 4, and version 5 is read',
      remedy: 'read it with the release of faultline that wrote it, or record it again',
    });
  });

  it('of another file that is no line of JSON is not called a log that was cut off', () => {
    for (const line of ['{', '{"scenario":"fork-cow",', '{"faultline":"page"']) expect([line, failureOf(line).code]).toEqual([line, line === '{' ? 'cut-line' : 'not-json']);
    expect(failureOf(HEADER.slice(0, 30))).toMatchObject({ code: 'cut-line', remedy: 'the file was cut off: record the log again' });
  });

  it('counts the events: fewer are lacking, one more is refused', () => {
    const counted = changed({ events: 2 });
    expect([[counted], [counted, FIRST], [counted, FIRST, REF], [HEADER, FIRST]].map((lines) => readLog(lines).lacking)).toEqual([2, 1, 0, 0]);
    expect(failureOf([counted, FIRST, REF, REF.replace('"seq":1', '"seq":2')])).toMatchObject({ code: 'too-many-events', line: 4, seq: 2, message: 'the header counts 2 events, and here is one more' });
  });

  it('names the switch that it does not know', () => {
    expect(failureOf(changed({ switches: ['gravity\u001b'] }))).toMatchObject({ message: 'the header names a switch that does not exist: "gravity\\u001b"' });
  });

  it('and keeps the switches that stood otherwise than in the kernel\'s profile, if any did', () => {
    const { header } = readLog(changed({ switches: ['flush-before-free', 'shared-first'] }));
    expect([header.switches, Object.isFrozen(header.switches)]).toEqual([['flush-before-free', 'shared-first'], true]);
    expect(readLog(changed({ switches: [] })).header).toEqual(readLog(HEADER).header);
  });

  it('and is frozen, the machine in it too', () => {
    const { header } = readLog(HEADER);
    expect([Object.isFrozen(header), Object.isFrozen(header.machine)]).toEqual([true, true]);
  });
});
