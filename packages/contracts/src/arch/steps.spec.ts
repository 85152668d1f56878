import { describe, expect, it } from 'vitest';
import * as steps from './steps';

const { EFFECT_MM, EFFECT_PAGE, LiveSteps, STEP_STORE } = steps;

describe('ordered steps of a live operation', () => {
  it('kinds are told apart', () => {
    const kinds = Object.entries(steps).filter(([name]) => /^(STEP|EFFECT)_/.test(name)).map(([, kind]) => kind);
    expect(new Set(kinds).size).toBe(9);
    expect(kinds).not.toContain(0);
  });

  it('stand in the order in which they were appended', () => {
    const list = new LiveSteps();
    list.effect(EFFECT_PAGE);
    list.store(1, -2);
    list.effect(EFFECT_MM);
    expect([list.count, [...list.kind.slice(0, 3)], list.lo[1], list.hi[1]]).toEqual([3, [EFFECT_PAGE, STEP_STORE, EFFECT_MM], 1, -2]);
  });

  it('a cleared list starts anew, and holds eight', () => {
    const list = new LiveSteps();
    list.effect(EFFECT_PAGE);
    list.clear();
    for (let at = 0; at < 8; at++) list.store(at, -at);
    expect([list.count, [...list.kind], [...list.lo], [...list.hi]]).toEqual([8, Array(8).fill(STEP_STORE), [0, 1, 2, 3, 4, 5, 6, 7], [0, -1, -2, -3, -4, -5, -6, -7]]);
  });
});
