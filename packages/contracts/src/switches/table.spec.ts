import { describe, expect, it } from 'vitest';
import { SWITCHES, type SwitchRow } from './table';

const ROWS: readonly SwitchRow[] = SWITCHES;

/** The ten commits, each a switch of its own. */
const TEN = [
  'cdc5021cda19', '79881fed6052', 'b9086fde6d44', '8d6a0ac09a16', 'cb8d86331343',
  'aea06577a900', '15520a3f0469', '6a56ccbcf6c6', '5df397dec7c4', 'f036c8184f8b',
];

describe('the table of switches', () => {
  it('holds the ten commits, each once', () => {
    expect(ROWS.filter(({ kind }) => kind === 'commit').map(({ commit }) => commit).sort()).toEqual([...TEN].sort());
  });

  it('names each switch once, as options of a command are written', () => {
    expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
    for (const { name } of ROWS) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(ROWS)('$name is told in a sentence', ({ about }) => expect(about).toMatch(/^[A-Z].*\.$/));
  it.each(ROWS)('$name has its place in the specification', ({ spec }) => expect(spec).toMatch(/^[a-z-]+(:[A-Z]+\d+| §\d+(\.\d+)?)$/));
  it.each(ROWS.filter(({ commit }) => commit !== undefined))('$name: commit $commit', ({ commit }) => expect(commit).toMatch(/^[0-9a-f]{12}$/));

  it.each(ROWS.filter(({ needs }) => needs !== undefined))('$name needs a switch that stands before it, is as old, is modelled, and needs none itself', ({ name: own, needs, since }) => {
    const order = ROWS.map(({ name }) => name);
    expect(order.indexOf(needs!)).toBeLessThan(order.indexOf(own));
    expect(ROWS.find(({ name }) => name === needs)).toMatchObject({ since, modelled: true });
    expect(ROWS.find(({ name }) => name === needs)).not.toHaveProperty('needs');
  });

  it('every kernel keeps the protections', () => {
    for (const { kind, since } of ROWS) if (kind === 'protection') expect(since).toBe('6.1');
  });

  it('flush-before-free is one: the explorer is built on it', () => {
    expect(ROWS.filter(({ kind }) => kind === 'protection').map(({ name }) => name)).toContain('flush-before-free');
  });
});
