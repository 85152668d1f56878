import {
  BACKING_ANON, buildEvent, HOW_SET, recCpuSwitched, recEntrySet, recFaultDecoded, recFolioCopied, RECORD_WIDTH, recordKind,
  recVmaInserted, threadOn, vmFlagsOf, type MmEvent, type Thread,
} from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogError } from './errors';
import { EventLog } from './event-log';

/** Writers of records from the narrowest to the widest. */
const WRITERS: readonly ((thread: Thread, value: number) => void)[] = [
  recFaultDecoded,
  recCpuSwitched,
  (thread, value) => recFolioCopied(thread, value, value + 1),
  (thread, value) => recEntrySet(thread, 1, HOW_SET, 5, 1, 2, value, { lo: value, hi: value }, { lo: 0, hi: 0 }),
  (thread, value) => recVmaInserted(thread, 1, BACKING_ANON, 1, vmFlagsOf(value), value, value, 0, 0, 0, { lo: value, hi: value }),
];
const script = fc.array(fc.tuple(fc.nat(WRITERS.length - 1), fc.nat(65535)), { maxLength: 400 });
const play = (log: EventLog, steps: readonly (readonly [number, number])[]): void => {
  for (const [writer, value] of steps) WRITERS[writer]!(threadOn(log), value);
};
/** What a log holds, and what was committed to it as seen by its fold and its subscriber. */
const recorded = (steps: readonly (readonly [number, number])[], chunkWords: number) => {
  const events: MmEvent[] = [];
  const log = new EventLog({ chunkWords });
  log.events$.subscribe((event) => void events.push(event));
  play(log, steps);
  return { log, events };
};
const chunkSizes = fc.integer({ min: 256, max: 300 });

describe('a log holds what was committed', () => {
  it('at any seq, over the boundaries of chunks', () => {
    fc.assert(fc.property(script, chunkSizes, (steps, chunkWords) => {
      const { log, events } = recorded(steps, chunkWords);
      expect(log.length).toBe(steps.length);
      expect(events.map(({ seq }) => log.at(seq))).toEqual(events);
    }));
  });

  it('at any seq of a chunk with many marks', () => {
    const { log, events } = recorded(Array.from({ length: 3000 }, (_, i) => [i % WRITERS.length, i] as const), 65536);
    expect(events.map(({ seq }) => log.at(seq))).toEqual(events);
  });

  it('from anywhere to anywhere, by each way of walking', () => {
    fc.assert(fc.property(script, chunkSizes, fc.nat(400), fc.nat(450), (steps, chunkWords, start, to) => {
      const { log, events } = recorded(steps, chunkWords);
      const from = Math.min(start, log.length);
      const expected = events.slice(from, Math.max(from, to));
      const walked: MmEvent[] = [];
      log.forEachRecord((words, at, seq) => void walked.push(buildEvent(words, at, seq)), from, to);
      const iterated: MmEvent[] = [];
      for (const cursor = log.iterate(from, to); cursor.next();) iterated.push(buildEvent(cursor.words, cursor.at, cursor.seq));
      expect([walked, iterated, [...log.events(from, to)]]).toEqual([expected, expected, expected]);
    }));
  });

  it('each record whole in one chunk', () => {
    fc.assert(fc.property(script, chunkSizes, (steps, chunkWords) => {
      recorded(steps, chunkWords).log.forEachRecord((words, at) => {
        expect(words.length).toBe(chunkWords);
        expect(at + RECORD_WIDTH[recordKind(words, at)]!).toBeLessThanOrEqual(chunkWords);
      });
    }));
  });

  it('in as many bytes as the records need, and little more', () => {
    const { log } = recorded(Array.from({ length: 20000 }, (_, i) => [i % 4, i & 65535] as const), 65536);
    let words = 0;
    log.forEachRecord((chunk, at) => void (words += RECORD_WIDTH[recordKind(chunk, at)]!));
    expect(log.bytes).toBeGreaterThanOrEqual(words * 4);
    expect(log.bytes).toBeLessThan(words * 4 * 1.02);
  });
});

describe('what was committed never changes', () => {
  const copyOf = (log: EventLog, to: number): number[][] => {
    const records: number[][] = [];
    log.forEachRecord((words, at) => void records.push([...words.subarray(at, at + RECORD_WIDTH[recordKind(words, at)]!)]), 0, to);
    return records;
  };

  it('its words, whatever follows', () => {
    fc.assert(fc.property(script, script, chunkSizes, (before, after, chunkWords) => {
      const log = new EventLog({ chunkWords });
      play(log, before);
      const copy = copyOf(log, before.length);
      play(log, after);
      expect(copyOf(log, before.length)).toEqual(copy);
    }));
  });

  it('its events: frozen, and nothing in them can be changed', () => {
    fc.assert(fc.property(script, (steps) => {
      for (const event of recorded(steps, 256).events) {
        expect(event).toSatisfy(Object.isFrozen);
        expect(Object.values(event).filter((value) => typeof value === 'object' && value !== null)).toEqual([]);
      }
    }));
  });
});

describe('a log that drops its events', () => {
  const dropping = () => new EventLog({ chunkWords: 256, retain: false });
  const steps = Array.from({ length: 3000 }, (_, i) => [i % WRITERS.length, i] as const);
  const code = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      return (error as LogError).code;
    }
    return '';
  };

  it('uses few chunks over and over', () => {
    const log = dropping();
    const chunks = new Set<Int32Array>();
    for (const step of steps) {
      play(log, [step]);
      chunks.add(log.words);
    }
    expect(chunks.size).toBeLessThanOrEqual(3);
    expect(log.length).toBe(steps.length);
  });

  it('delivers the same events as one that keeps them', () => {
    const log = dropping();
    const events: MmEvent[] = [];
    log.events$.subscribe((event) => void events.push(event));
    play(log, steps);
    expect(events).toEqual([...recorded(steps, 65536).log.events()]);
  });

  it('keeps the open operation, and forgets it afterwards', () => {
    const log = dropping();
    const counts: number[] = [];
    log.transactions$.subscribe((transaction) => void counts.push([...transaction.events()].length, transaction.count));
    play(log, steps);
    log.begin('long');
    play(log, steps);
    log.end();
    expect(counts).toEqual([steps.length, steps.length]);
    play(log, steps);
    expect(log.first).toBeGreaterThan(2 * steps.length);
    expect(log.bytes).toBeLessThan(3 * 256 * 4);
  });

  it('keeps the open operation wherever in a chunk it began', () => {
    const counts: number[] = [];
    for (let before = 0; before < 150; before++) {
      const log = dropping();
      log.transactions$.subscribe((transaction) => void counts.push([...transaction.events()].length));
      play(log, Array.from({ length: before }, () => [1, 1] as const));
      log.begin('operation');
      play(log, steps.slice(0, 600));
      log.end();
    }
    expect(counts).toEqual(Array.from({ length: 150 }, () => 600));
  });

  it('keeps events that still have to be delivered', () => {
    const log = dropping();
    const seen: number[] = [];
    log.events$.subscribe(({ seq }) => {
      if (seq === 0) play(log, steps);
      seen.push(seq);
    });
    play(log, [[0, 0]]);
    expect(seen).toEqual(Array.from({ length: steps.length + 1 }, (_, i) => i));
  });

  it('keeps transactions that still have to be delivered', () => {
    const log = dropping();
    const operate = () => {
      log.begin('operation');
      play(log, steps);
      log.end();
    };
    const counts: number[] = [];
    log.transactions$.subscribe((transaction) => {
      if (transaction.first === 0) for (let i = 0; i < 2; i++) operate();
      else counts.push([...transaction.events()].length);
    });
    operate();
    expect(counts).toEqual([steps.length, steps.length]);
  });

  it('gives a subscriber that comes while a transaction is delivered the next events', () => {
    const log = dropping();
    const seen: number[] = [];
    log.transactions$.subscribe(() => {
      log.events$.subscribe(({ seq }) => void seen.push(seq));
      play(log, [[0, 0], [1, 1]]);
    });
    play(log, steps);
    log.begin('operation');
    log.end();
    expect(seen).toEqual([steps.length, steps.length + 1]);
  });

  it('still has the events of a chunk ago, and says so of others', () => {
    const log = dropping();
    play(log, steps);
    const [first] = log.events();
    expect(first!.seq).toBe(log.first);
    expect(log.at(log.length - 40).seq).toBe(log.length - 40);
    expect([code(() => log.at(0)), code(() => log.iterate(0)), code(() => log.forEachRecord(() => undefined, 0))]).toEqual(['dropped', 'dropped', 'dropped']);
  });
});
