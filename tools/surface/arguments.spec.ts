import { createMachine } from '@faultline/machine';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu } from '@faultline/arch-x86/mmu';
import { nearestWord } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { PUBLIC_CALLS, type PublicCall } from './calls';

const WRONG: readonly unknown[] = [undefined, null, 'wirte', NaN, -1, 1e12, {}, Object.create(null), Symbol('wirte'), 5n];
const shown = (value: unknown): string => (typeof value === 'object' && value !== null ? '{}' : typeof value === 'string' ? `'${value}'` : String(value));

/** What came of a call with one argument replaced. */
function outcome({ call, args, options }: PublicCall, name: string, value: unknown): unknown {
  const given = { ...args, [name]: value };
  try {
    (call as (...given: unknown[]) => unknown)(...(options ? [given] : Object.values(given)));
    return 'no error';
  } catch (error) {
    return error;
  }
}

const isTaken = ({ takes = {} }: PublicCall, name: string, value: unknown): boolean =>
  (takes[name] ?? []).some((one) => Object.is(one, value) || (shown(one) === '{}' && shown(value) === '{}'));

describe.each(PUBLIC_CALLS)('$name', (call) => {
  it('takes what is right', () => {
    const name = Object.keys(call.args)[0]!;
    expect(outcome(call, name, call.args[name])).toBe('no error');
  });

  it.each(Object.keys(call.args))('refuses a wrong %s by a typed error that names it', (name) => {
    const wrong = WRONG.filter((value) => !isTaken(call, name, value)).flatMap((value) => {
      const error = outcome(call, name, value) as { code?: unknown; remedy?: unknown; message?: string };
      const typed = typeof error.code === 'string' && typeof error.remedy === 'string' && !(error instanceof TypeError);
      const named = typed && (call.called?.[name] ?? new RegExp(`\\b${name.replace(/\W/g, '\\$&')}`)).test(error.message ?? '');
      return named ? [] : [`${shown(value)}: ${String(error)}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(PUBLIC_CALLS.filter(({ options }) => options))('$name', ({ call, args }) => {
  it.each(Object.keys(args))('passes over no misspelt %s', (name) => {
    const misspelt = `${name.slice(0, -1)}_`;
    expect(() => (call as (given: object) => unknown)({ ...args, [misspelt]: args[name] })).toThrow(expect.objectContaining({
      code: expect.stringMatching(/^bad-(argument|option)$/), message: expect.stringContaining(misspelt), remedy: expect.stringMatching(/^did you mean/),
    }) as Error);
  });
});

describe('a word that is nearly right', () => {
  it.each([['wirte', 'write'], ['raed', 'read'], ['Write', 'write'], ['exe', 'exec'], ['gravity', undefined], [7, undefined], ['x'.repeat(1e6), undefined]])(
    '%j: %s', (word, near) => expect(nearestWord(word, ['read', 'write', 'exec'])).toBe(near));
  it('is told as the remedy', () => {
    const machine = createMachine({ architecture: x86_64(), createMmu });
    expect(() => machine.access(machine.spawn(), 16, 'wirte' as 'write')).toThrow(expect.objectContaining({
      code: 'bad-argument', message: 'access is "wirte", but must be one of read, write, exec', remedy: 'did you mean write?',
    }) as Error);
  });
});
