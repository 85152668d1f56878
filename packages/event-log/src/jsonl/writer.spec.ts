import {
  HOW_UPDATE, recCpuSwitched, recEntrySet, recRefChanged, recRmapRemoved, recVmaMissed, REF_FAULT, threadOn, type Place, type Thread,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { EventLog } from '../event-log';
import type { LogError } from '../errors';
import type { LogHeader } from './header';
import { readLog } from './reader';
import { writeLog } from './writer';

const header: LogHeader = { architecture: 'x86-64', config: '', kernel: '6.2', machine: { cpus: 1, memoryPages: 4096 } };
const failureOf = (log: EventLog, asHeader = header): Partial<LogError> => {
  try {
    void [...writeLog(log, asHeader)];
  } catch (error) {
    return error as LogError;
  }
  return {};
};

describe('a written log', () => {
  it('names the switches that stood otherwise than in the kernel\'s profile', () => {
    const [line = ''] = [...writeLog(new EventLog(), { ...header, switches: ['flush-before-free'] })];
    expect(JSON.parse(line)).toMatchObject({ kernel: '6.2', switches: ['flush-before-free'] });
    expect(readLog(line).header).toEqual({ ...header, switches: ['flush-before-free'], events: 0 });
  });

  it('has a header line, then a line for each event', () => {
    const log = new EventLog();
    recCpuSwitched(threadOn(log), 65535);
    const other: Thread = { log, cpu: 2, cause: 0 };
    recEntrySet(other, 1, HOW_UPDATE, 511, 1, 77, 0x7f1200, { lo: 0x67, hi: -2147483648 }, { lo: 0, hi: 0 });
    recRefChanged(other, REF_FAULT, 5, -1);
    recRmapRemoved(other, 1, 5);
    recVmaMissed(other, 2 ** 52);
    expect([...writeLog(log, { ...header, scenario: 'fork-cow' })].join('')).toMatchInlineSnapshot(`
      "{"faultline":"log","version":5,"architecture":"x86-64","config":"","kernel":"6.2","machine":{"cpus":1,"memoryPages":4096},"scenario":"fork-cow","events":5}
      {"seq":0,"cause":null,"cpu":0,"type":"CpuSwitched","mm":65535}
      {"seq":1,"cause":0,"cpu":2,"type":"EntrySet","level":1,"how":"update","index":511,"mm":1,"table":77,"vpn":"0x7f1200","new":"0x8000000000000067","old":"0x0000000000000000"}
      {"seq":2,"cause":0,"cpu":2,"type":"RefChanged","why":"fault","pfn":5,"delta":-1}
      {"seq":3,"cause":0,"cpu":2,"type":"RmapRemoved","delayed":true,"pfn":5}
      {"seq":4,"cause":0,"cpu":2,"type":"VmaMissed","vpn":"0x10000000000000"}
      "
    `);
  });

  it('marks each step before its first event, and after the last event those that have none', () => {
    const log = new EventLog();
    for (const mm of [1, 2, 3]) recCpuSwitched(threadOn(log), mm);
    const steps = [{ seq: 1, text: 'fork A child=B' }, { seq: 3, text: 'read B at=m+0' }, { seq: 3, text: 'exit B' }];
    const lines = [...writeLog(log, header, steps)];
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(['faultline', 'seq', 'step', 'seq', 'seq', 'step', 'step']);
    expect(lines[2]).toBe('{"step":0,"do":"fork A child=B"}\n');
    expect(readLog(lines.join('')).steps).toEqual(steps);
  });

  it('is produced line by line', () => {
    const log = new EventLog();
    recCpuSwitched(threadOn(log), 1);
    expect([...writeLog(log, header)].map((line) => line.indexOf('\n') === line.length - 1)).toEqual([true, true]);
  });
});

describe('what a reader would refuse is not written', () => {
  const ZERO = { lo: 0, hi: 0 };
  /** A log with one record that no checked log would take. */
  const trusting = (record: (log: EventLog) => void): EventLog => {
    const log = new EventLog({ checked: false });
    record(log);
    return log;
  };
  const ofKind = (kind: number): EventLog => trusting((log) => {
    recCpuSwitched(threadOn(log), 1);
    log.words[0] = kind;
  });

  it.each([
    ['a kind that is none', ofKind(0)],
    ['a kind beyond the catalogue', ofKind(255)],
    ['a cause that is not earlier', trusting((log) => void recCpuSwitched({ log, cpu: 0, cause: 0 }, 1))],
    ['an enumerated value without a name', trusting((log) => void recEntrySet(threadOn(log), 1, 5 as number as Place<'how'>, 0, 1, 1, 0, ZERO, ZERO))],
    ['a page number beyond 2^52', trusting((log) => void recVmaMissed(threadOn(log), 2 ** 52 + 2 ** 40))],
  ])('%s', (_, log) => {
    expect(failureOf(log)).toMatchObject({ code: 'unwritable', seq: 0 });
  });

  it.each([['a text that steers a terminal', '\u001b[2J'], ['one that is too long', 'x'.repeat(2001)]])('a step of %s', (_what, text) => {
    expect(() => [...writeLog(new EventLog(), header, [{ seq: 0, text }])]).toThrow(expect.objectContaining({ code: 'unwritable' }));
  });

  it('a header that is none', () => {
    expect(failureOf(new EventLog(), { ...header, machine: { cpus: 0, memoryPages: 1 } })).toMatchObject({ code: 'bad-header' });
  });

  it('a log whose beginning was dropped', () => {
    const log = new EventLog({ retain: false, chunkWords: 256 });
    for (let i = 0; i < 1000; i++) recCpuSwitched(threadOn(log), i);
    expect(failureOf(log)).toMatchObject({ code: 'dropped' });
  });
});
