import { recCpuSwitched, recFlushCompleted, recMmDestroyed, threadOn } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { EventLog } from './event-log';
import type { Transaction } from './transaction';

const delivered = (log: EventLog): Transaction[] => {
  const all: Transaction[] = [];
  log.transactions$.subscribe((transaction) => void all.push(transaction));
  return all;
};
const operation = (log: EventLog, label: string, body: () => void): void => {
  log.begin(label);
  try {
    body();
  } finally {
    log.end();
  }
};
const spans = (all: readonly Transaction[]): string[] => all.map(({ label, first, end }) => `${label} ${first}-${end}`);

describe('a transaction is an outermost operation', () => {
  it('delivered at its end, with the operations inside as parts', () => {
    const log = new EventLog();
    const all = delivered(log);
    operation(log, 'munmap', () => {
      recMmDestroyed(threadOn(log), 1);
      operation(log, 'flush', () => void recCpuSwitched(threadOn(log), 2));
      expect(all).toEqual([]);
      recFlushCompleted(threadOn(log), 3);
    });
    expect(spans(all)).toEqual(['munmap 0-3']);
    expect([all[0]!.root, all[0]!.count]).toEqual(['MmDestroyed', 3]);
    expect([...all[0]!.events()].map(({ type }) => type)).toEqual(['MmDestroyed', 'CpuSwitched', 'FlushCompleted']);
  });

  it('delivered even if nothing happened', () => {
    const log = new EventLog();
    const all = delivered(log);
    operation(log, 'nothing', () => undefined);
    expect([all[0]!.count, all[0]!.root, [...all[0]!.events()]]).toEqual([0, undefined, []]);
  });

  it('delivered if it failed half-way', () => {
    const log = new EventLog();
    const all = delivered(log);
    expect(() => operation(log, 'fails', () => { recCpuSwitched(threadOn(log), 1); throw new Error('half-way'); })).toThrow('half-way');
    expect(spans(all)).toEqual(['fails 0-1']);
  });

  it('an immutable handle: what is appended later does not change it', () => {
    const log = new EventLog();
    const all = delivered(log);
    operation(log, 'one', () => void recCpuSwitched(threadOn(log), 1));
    const before = [...all[0]!.events()];
    operation(log, 'two', () => void recMmDestroyed(threadOn(log), 1));
    expect([...all[0]!.events()]).toEqual(before);
    expect(all[0]).toSatisfy(Object.isFrozen);
  });
});

describe('transactions come in causal order', () => {
  it('a transaction after its events, and before the events after it', () => {
    const log = new EventLog();
    const trace: string[] = [];
    log.transactions$.subscribe(({ label }) => void trace.push(label));
    log.events$.subscribe(({ seq }) => {
      trace.push(`event ${seq}`);
      if (seq === 0) for (const label of ['a', 'b']) operation(log, label, () => void recCpuSwitched(threadOn(log), 1));
    });
    recCpuSwitched(threadOn(log), 0);
    expect(trace).toEqual(['event 0', 'event 1', 'a', 'event 2', 'b']);
  });

  it('every subscriber sees each once, although handlers start more', () => {
    const log = new EventLog();
    const seen = [0, 1, 2].map(() => {
      const ends: number[] = [];
      log.transactions$.subscribe(({ end }) => {
        ends.push(end);
        if (log.length < 50) operation(log, 'more', () => void recCpuSwitched(threadOn(log), 1));
      });
      return ends;
    });
    operation(log, 'first', () => void recCpuSwitched(threadOn(log), 0));
    const expected = Array.from({ length: 50 }, (_, i) => i + 1);
    expect(seen).toEqual([expected, expected, expected]);
  });

  it('an operation that a handler starts inside an open one is a part of that', () => {
    const log = new EventLog();
    const all = delivered(log);
    log.events$.subscribe(({ seq }) => { if (seq === 0) operation(log, 'inner', () => void recCpuSwitched(threadOn(log), 1)); });
    operation(log, 'outer', () => void recCpuSwitched(threadOn(log), 0));
    expect(spans(all)).toEqual(['outer 0-2']);
  });

  it('a late subscriber starts at the next one that ends', () => {
    const log = new EventLog();
    operation(log, 'missed', () => void recCpuSwitched(threadOn(log), 0));
    log.begin('open');
    const all = delivered(log);
    recCpuSwitched(threadOn(log), 1);
    log.end();
    expect(spans(all)).toEqual(['open 1-2']);
  });

  it('also when it subscribes while an ended one waits to be delivered', () => {
    const log = new EventLog();
    const late: Transaction[] = [];
    const early = delivered(log);
    log.events$.subscribe(({ seq }) => {
      if (seq > 0) return;
      operation(log, 'ended', () => void recCpuSwitched(threadOn(log), 1));
      log.transactions$.subscribe((transaction) => void late.push(transaction));
      operation(log, 'next', () => void recCpuSwitched(threadOn(log), 2));
    });
    recCpuSwitched(threadOn(log), 0);
    expect([spans(early), spans(late)]).toEqual([['ended 1-2', 'next 2-3'], ['next 2-3']]);
  });
});
