import { describe, expect, it } from 'vitest';
import { awaitFlush, lockStep, stepPoint, unlockStep, type Path } from './paths';
import { plain, runPath, withPlain, withPlainMethods } from './plain';

const STEPS = [stepPoint('here'), lockStep('mmap'), unlockStep('mmap'), awaitFlush(1)];

describe('a path run to its end', () => {
  function* answer(value: number): Path<number> {
    yield stepPoint('answer', { count: value });
    return value;
  }
  function* outer(): Path<number> {
    return (yield* answer(20)) + (yield* answer(22));
  }

  it('gives what it returns, through any number of calls', () => expect([runPath(answer(1)), runPath(outer())]).toEqual([1, 42]));

  it.each(STEPS)('goes on from %j: nobody acts there', (step) => {
    function* stopping(): Path<string> {
      yield step;
      return 'the end';
    }
    expect(runPath(stopping())).toBe('the end');
  });

  it('throws what it throws', () => {
    // eslint-disable-next-line require-yield -- a path that fails before its first step
    function* failing(): Path<void> {
      throw new Error('no memory');
    }
    expect(() => runPath(failing())).toThrow('no memory');
  });
});

/** Paths as code has them that no transform has seen. */
const doubled = (function* (value: number) {
  yield stepPoint('doubled', { count: value });
  return 2 * value;
}) satisfies (value: number) => Path<number>;
class Counter {
  constructor(private readonly by: number) {}
  next = (function* (this: Counter, value: number) {
    yield stepPoint('next', { count: value });
    return value + this.by;
  });
}

describe('the plain form of a path', () => {
  it('that has none is the path run to its end, of a function and of a method', () => {
    expect([plain(doubled)(21), plain(new Counter(1), 'next')(41)]).toEqual([42, 42]);
  });

  it('is what the build says it is', () => {
    const path = withPlain(doubled, (value) => -value);
    expect(plain(path)(5)).toBe(-5);
    const counter = withPlainMethods(new Counter(1), { next$plain(this: { by: number }, value: unknown) { return [this.by, value]; } } as never);
    expect(plain(counter, 'next')(7)).toEqual([1, 7]);
  });

  it('stays behind when an object is copied to replace a method', () => {
    const counter = withPlainMethods(new Counter(1), { next$plain: () => 'of the first' });
    const copy = { ...counter, next: function* () { yield* []; return 'of the copy'; } };
    expect((plain(copy as never, 'next' as never) as () => unknown)()).toBe('of the copy');
  });
});
