import { K_CPU_SWITCHED, K_ENTRY_SET, recCpuSwitched, recEntrySet, recRefChanged, recRmapRemoved, recVmaMissed } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { EventLog } from '../event-log';
import type { LogError } from '../errors';
import type { LogHeader } from './header';
import { readLog } from './read';
import { writeLog } from './write';

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
    expect(readLog(line).header).toEqual({ ...header, switches: ['flush-before-free'] });
  });

  it('has a header line, then a line for each event', () => {
    const log = new EventLog();
    recCpuSwitched(log, -1);
    log.cpu = 2;
    log.cause = 0;
    recEntrySet(log, 1, 2, 511, 1, 77, 0x7f1200, 0x67, -2147483648, 0, 0);
    recRefChanged(log, 1, 5, -1);
    recRmapRemoved(log, 1, 5);
    recVmaMissed(log, 2 ** 52);
    expect([...writeLog(log, { ...header, scenario: 'fork-cow' })].join('')).toMatchInlineSnapshot(`
      "{"faultline":"log","version":1,"architecture":"x86-64","config":"","kernel":"6.2","machine":{"cpus":1,"memoryPages":4096},"scenario":"fork-cow"}
      {"seq":0,"cause":null,"cpu":0,"type":"CpuSwitched","mm":4294967295}
      {"seq":1,"cause":0,"cpu":2,"type":"EntrySet","level":1,"how":"update","index":511,"mm":1,"table":77,"vpn":"0x7f1200","new":"0x8000000000000067","old":"0x0000000000000000"}
      {"seq":2,"cause":0,"cpu":2,"type":"RefChanged","why":"fault","pfn":5,"delta":-1}
      {"seq":3,"cause":0,"cpu":2,"type":"RmapRemoved","delayed":true,"pfn":5}
      {"seq":4,"cause":0,"cpu":2,"type":"VmaMissed","vpn":"0x10000000000000"}
      "
    `);
  });

  it('is produced line by line', () => {
    const log = new EventLog();
    recCpuSwitched(log, 1);
    expect([...writeLog(log, header)].map((line) => line.indexOf('\n') === line.length - 1)).toEqual([true, true]);
  });
});

describe('what a reader would refuse is not written', () => {
  const raw = (...words: number[]): EventLog => {
    const log = new EventLog();
    log.append(words.length, (into, at) => into.set(words, at));
    return log;
  };

  it.each([
    ['a kind that is none', raw(0, -1)],
    ['a kind beyond the catalogue', raw(255, -1)],
    ['a cause that is not earlier', raw(K_CPU_SWITCHED, 0, 1)],
    ['an enumerated value without a name', raw(K_ENTRY_SET | (7 << 16), -1, 0, 0, 0, 0, 1 << 30, 0, 0, 0, 0)],
    ['a page number beyond 2^52', raw(K_ENTRY_SET, -1, 0, 0, 0, 1, 1 << 20, 0, 0, 0, 0)],
    ['a negative page number', raw(K_ENTRY_SET, -1, 0, 0, 0, 1, -1, 0, 0, 0, 0)],
  ])('%s', (_, log) => {
    expect(failureOf(log)).toMatchObject({ code: 'unwritable', seq: 0 });
  });

  it('a header that is none', () => {
    expect(failureOf(new EventLog(), { ...header, machine: { cpus: 0, memoryPages: 1 } })).toMatchObject({ code: 'bad-header' });
  });

  it('a log whose beginning was dropped', () => {
    const log = new EventLog({ retain: false, chunkWords: 256 });
    for (let i = 0; i < 1000; i++) recCpuSwitched(log, i);
    expect(failureOf(log)).toMatchObject({ code: 'dropped' });
  });
});
