import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { order, runPairs } from './pairs.mjs';

const counts = fc.integer({ min: 0, max: 50 });

describe('the order of rounds', () => {
  it('has both sides once in each pair', () =>
    fc.assert(fc.property(counts, (count) => {
      expect(order(count)).toHaveLength(count);
      for (const turns of order(count)) expect([...turns].sort()).toEqual(['kernel', 'model']);
    })));

  it('lets each side go first by turns', () =>
    fc.assert(fc.property(counts, (count) => {
      const kernelFirst = order(count).filter(([first]) => first === 'kernel').length;
      expect(Math.abs(kernelFirst - (count - kernelFirst))).toBeLessThanOrEqual(1);
    })));
});

describe('the order of more sides', () => {
  const sides = ['kernel', 'twin', 'model'];

  it('has every side once in each round, and in every place by turns', () => {
    const rounds = order(3, sides);
    for (const turns of rounds) expect([...turns].sort()).toEqual([...sides].sort());
    for (const at of sides.keys()) expect(rounds.map((turns: string[]) => turns[at]).sort()).toEqual([...sides].sort());
  });
});

describe('pairs', () => {
  const recorded = async (count: number) => {
    const ran: string[] = [];
    let running = 0;
    const side = (name: string) => async () => {
      expect(running++, 'rounds that run at the same time').toBe(0);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      ran.push(name);
      return { ns: ran.length };
    };
    return { pairs: await runPairs({ kernel: side('kernel'), model: side('model') }, count), ran };
  };

  it('are run in that order, one round at a time', async () => expect((await recorded(6)).ran).toEqual(order(6).flat()));

  it('keep what each side answered in its round', async () =>
    expect((await recorded(2)).pairs).toEqual([{ kernel: { ns: 1 }, model: { ns: 2 } }, { model: { ns: 3 }, kernel: { ns: 4 } }]));

  it('stop when time is up, but not before the least of them', async () => {
    const side = async () => ({ ns: 1 });
    expect(await runPairs({ kernel: side, model: side }, 7, { least: 5, until: 0 })).toHaveLength(5);
    expect(await runPairs({ kernel: side, model: side }, 7, { least: 5, until: Number.POSITIVE_INFINITY })).toHaveLength(7);
  });
});
