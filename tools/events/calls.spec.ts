import { describe, expect, it } from 'vitest';
import { swapsIn } from './call-sites';

describe('operands of different meaning, at the calls of writers', () => {
  it.each(['core-mm', 'cpu', 'mmu-gather', 'machine'])('do not compile in each other\'s place: %s', (name) => {
    const { tried, compiled } = swapsIn(name);
    expect(compiled).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  }, 120_000);
});
