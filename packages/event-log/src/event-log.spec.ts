import {
  handlersByKind, HOW_SET, K_ENTRY_SET, recCpuSwitched, recEntrySet, recFaultDecoded, recFlushCompleted, recMmDestroyed, statesByKind,
  threadOn, type HandlerTable, type MmEvent,
} from '@faultline/contracts';
import { config, Subject, take } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogError } from './errors';
import { EventLog } from './event-log';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return (error as LogError).code;
  }
  return undefined;
};
/** Folds `CpuSwitched` only. */
const folding = (fold: (mm: number) => void): HandlerTable => ({
  handlers: handlersByKind({ core: { CpuSwitched: (_, mm: number) => fold(mm) } }), states: statesByKind({}),
});
const later = () => new Promise((resolve) => setTimeout(resolve, 0));
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('a record is appended, folded, published, and only then is the recorder called back', () => {
  it('folds what changes state, notes what does not', () => {
    const trace: string[] = [];
    const log = new EventLog({ fold: folding((mm) => void trace.push(`fold ${mm}`)) });
    log.events$.subscribe(({ seq, type }) => void trace.push(`${type} ${seq} of ${log.length}`));
    trace.push(`returned ${recCpuSwitched(threadOn(log), 7)}`);
    trace.push(`returned ${recFlushCompleted(threadOn(log), 8)}`);
    expect(trace).toEqual(['fold 7', 'CpuSwitched 0 of 1', 'returned 0', 'FlushCompleted 1 of 2', 'returned 1']);
  });

  it('takes cpu and cause from the thread', () => {
    const log = new EventLog();
    recCpuSwitched(threadOn(log), 1);
    recCpuSwitched({ log, cpu: 3, cause: 0 }, 2);
    expect([log.at(0), log.at(1)]).toEqual([
      { seq: 0, cause: null, cpu: 0, type: 'CpuSwitched', mm: 1 },
      { seq: 1, cause: 0, cpu: 3, type: 'CpuSwitched', mm: 2 },
    ]);
  });

  it('leaves out a record whose fold throws, and goes on', () => {
    const log = new EventLog({ fold: folding((mm) => { if (mm === 2) throw new Error('cannot follow'); }) });
    for (const mm of [1, 2, 3]) codeOf(() => recCpuSwitched(threadOn(log), mm));
    expect([...log.events()].map((event) => event.type === 'CpuSwitched' && event.mm)).toEqual([1, 3]);
  });

  it('writes over words that never became a record', () => {
    const log = new EventLog();
    log.words[log.top] = K_ENTRY_SET;
    recCpuSwitched(threadOn(log), 1);
    expect([...log.events()].map(({ type }) => type)).toEqual(['CpuSwitched']);
  });
});

describe('every subscriber sees every event once, in the order of the log', () => {
  /** Three subscribers; the handlers of some start operations, which themselves lead to more. */
  const reentrant = (log: EventLog, handlers: readonly ((event: MmEvent) => void)[]): number[][] =>
    handlers.map((handle) => {
      const seen: number[] = [];
      log.events$.subscribe((event) => { seen.push(event.seq); handle(event); });
      return seen;
    });
  const twice = (log: EventLog, limit: number) => () => {
    for (let i = 0; i < 2; i++) if (log.length < limit) recFaultDecoded(threadOn(log), i);
  };

  it.each([0, 1, 2])('although the handler of subscriber %i records more', (active) => {
    const log = new EventLog();
    const seen = reentrant(log, upTo(3).map((i) => (i === active ? twice(log, 40) : () => undefined)));
    recCpuSwitched(threadOn(log), 1);
    expect(seen).toEqual([upTo(40), upTo(40), upTo(40)]);
  });

  it('although the handlers of all record more', () => {
    const log = new EventLog();
    const seen = reentrant(log, upTo(3).map(() => twice(log, 1000)));
    recCpuSwitched(threadOn(log), 1);
    expect(seen).toEqual([upTo(1000), upTo(1000), upTo(1000)]);
  });

  it('and what a handler records is folded at once', () => {
    let state = 0;
    const log = new EventLog({ fold: folding(() => void state++) });
    const states: number[] = [];
    log.events$.subscribe(({ seq }) => {
      if (seq > 0) return;
      recCpuSwitched(threadOn(log), 1);
      states.push(state);
      recCpuSwitched(threadOn(log), 2);
      states.push(state);
    });
    recCpuSwitched(threadOn(log), 0);
    expect(states).toEqual([2, 3]);
  });
});

describe('a subscriber starts at the next event', () => {
  it('when it comes late', () => {
    const log = new EventLog();
    const seen: number[] = [];
    recCpuSwitched(threadOn(log), 1);
    log.events$.subscribe(({ seq }) => void seen.push(seq));
    recCpuSwitched(threadOn(log), 2);
    expect(seen).toEqual([1]);
  });

  it('when it comes inside a handler, while events wait to be delivered', () => {
    const log = new EventLog();
    const seen: number[] = [];
    const first: number[] = [];
    log.events$.subscribe(({ seq }) => {
      first.push(seq);
      if (seq !== 0) return;
      recCpuSwitched(threadOn(log), 1);
      log.events$.subscribe((late) => void seen.push(late.seq));
      recCpuSwitched(threadOn(log), 2);
    });
    recCpuSwitched(threadOn(log), 0);
    expect([first, seen]).toEqual([[0, 1, 2], [2]]);
  });

  it('when it left and came back inside a handler', () => {
    const log = new EventLog();
    const seen: number[] = [];
    const subscription = log.events$.subscribe(() => {
      recCpuSwitched(threadOn(log), 1);
      subscription.unsubscribe();
      log.events$.subscribe(({ seq }) => void seen.push(seq));
    });
    recCpuSwitched(threadOn(log), 0);
    recCpuSwitched(threadOn(log), 2);
    expect(seen).toEqual([2]);
  });

  it('and sees nothing once it left, be it during a delivery', () => {
    const log = new EventLog();
    const seen: number[] = [];
    log.events$.subscribe(({ seq }) => { if (seq === 1) second.unsubscribe(); });
    const second = log.events$.subscribe(({ seq }) => void seen.push(seq));
    for (const mm of [1, 2, 3]) recCpuSwitched(threadOn(log), mm);
    expect(seen).toEqual([0]);
  });
});

describe('who unsubscribed is not called, not even by way of RxJS', () => {
  const stopped: unknown[] = [];
  beforeEach(() => { config.onStoppedNotification = (notification) => void stopped.push(notification); });
  afterEach(() => { config.onStoppedNotification = null; stopped.length = 0; });

  it('during the delivery at hand', async () => {
    const log = new EventLog();
    log.events$.subscribe(() => second.unsubscribe());
    const second = log.events$.subscribe();
    log.transactions$.subscribe(() => fourth.unsubscribe());
    const fourth = log.transactions$.subscribe();
    log.begin('operation');
    recCpuSwitched(threadOn(log), 1);
    log.end();
    await later();
    expect(stopped).toEqual([]);
  });
});

describe('a stream carries its kinds only', () => {
  it('in order, beside others', () => {
    const log = new EventLog();
    const sets: number[] = [];
    const others: string[] = [];
    log.stream('EntrySet').subscribe(({ index }) => void sets.push(index));
    log.stream('CpuSwitched', 'FlushCompleted').subscribe(({ type }) => void others.push(type));
    recCpuSwitched(threadOn(log), 1);
    recEntrySet(threadOn(log), 1, HOW_SET, 44, 1, 2, 3, { lo: 0, hi: 0 }, { lo: 0, hi: 0 });
    recMmDestroyed(threadOn(log), 1);
    recFlushCompleted(threadOn(log), 0);
    expect([sets, others]).toEqual([[44], ['CpuSwitched', 'FlushCompleted']]);
  });

  it('to a function, an observer of any class, a subject and by way of operators', () => {
    const log = new EventLog();
    const seen: string[] = [];
    class Named { constructor(readonly name: string) {} next(event: MmEvent): void { seen.push(`${this.name} ${event.seq}`); } }
    const subject = new Subject<MmEvent>();
    log.events$.subscribe(({ seq }) => void seen.push(`function ${seq}`));
    log.events$.subscribe(new Named('observer'));
    subject.subscribe(new Named('subject'));
    log.events$.subscribe(subject);
    log.events$.pipe(take(1)).subscribe(new Named('operator'));
    for (const mm of [1, 2]) recCpuSwitched(threadOn(log), mm);
    expect(seen).toEqual(['function 0', 'observer 0', 'subject 0', 'operator 0', 'function 1', 'observer 1', 'subject 1']);
  });

  it('refuses a name that is none', () => {
    const log = new EventLog();
    expect(codeOf(() => log.stream('__proto__' as 'EntrySet'))).toBe('unknown-kind');
    expect(codeOf(() => log.stream('' as 'EntrySet'))).toBe('unknown-kind');
  });
});

describe('an exception of a subscriber is its own', () => {
  const reported: unknown[] = [];
  beforeEach(() => { config.onUnhandledError = (error) => void reported.push(error); });
  afterEach(() => { config.onUnhandledError = null; reported.length = 0; });

  it('reported asynchronously; recorder, log and other subscribers go on', async () => {
    const log = new EventLog();
    const seen: number[] = [];
    const failure = new Error('of a subscriber');
    log.events$.subscribe(() => { throw failure; });
    log.events$.subscribe(({ seq }) => void seen.push(seq));
    for (const mm of [1, 2]) recCpuSwitched(threadOn(log), mm);
    expect([seen, reported]).toEqual([[0, 1], []]);
    await later();
    expect(reported).toEqual([failure, failure]);
  });

  it('an operation it left open is ended for it', async () => {
    const log = new EventLog();
    const labels: string[] = [];
    log.transactions$.subscribe(({ label }) => void labels.push(label));
    log.events$.subscribe(({ seq }) => {
      if (seq > 0) return;
      log.begin('broken');
      throw new Error('of a subscriber');
    });
    recCpuSwitched(threadOn(log), 1);
    log.begin('next');
    log.end();
    await later();
    expect([labels, log.depth]).toEqual([['broken', 'next'], 0]);
  });
});

describe('misuse is told by code', () => {
  it.each([0, 255, 1.5, Number.NaN, 2 ** 25])('chunks of %d words', (chunkWords) => {
    expect(codeOf(() => new EventLog({ chunkWords }))).toBe('bad-option');
  });

  it.each([-1, 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('event %d of a log of one', (seq) => {
    const log = new EventLog();
    recCpuSwitched(threadOn(log), 1);
    expect(codeOf(() => log.at(seq))).toBe('no-such-event');
    expect(codeOf(() => log.locate(seq))).toBe('no-such-event');
  });

  it('end() without begin()', () => {
    expect(codeOf(() => new EventLog().end())).toBe('no-operation');
  });
});
