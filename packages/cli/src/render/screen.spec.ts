import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_WIDTH, MOST_WIDTH, screenOf } from './screen';

const TTY = { isTTY: true, columns: 132 };
const PIPE = {};

describe('how wide lines are', () => {
  it.each<[string, Parameters<typeof screenOf>, number]>([
    ['as the terminal', [{}, TTY], 132], ['COLUMNS goes before the terminal', [{ COLUMNS: '72' }, TTY], 72],
    ['always the same in a pipe', [{}, PIPE], 100], ['whatever the pipe says of columns', [{}, { columns: 132 }], 100], ['COLUMNS holds in a pipe too', [{ COLUMNS: '72' }, PIPE], 72],
    ['COLUMNS that is no number says nothing', [{ COLUMNS: 'wide' }, TTY], 132], ['nor one that is nothing', [{ COLUMNS: '0' }, PIPE], 100], ['nor an empty one', [{ COLUMNS: '' }, PIPE], 100],
    ['a terminal without columns', [{}, { isTTY: true, columns: 0 }], 100], ['at least 40', [{}, { isTTY: true, columns: 7 }], 40], ['at most 1000', [{ COLUMNS: '99999' }, PIPE], 1000],
  ])('%s', (_what, args, width) => expect(screenOf(...args).width).toBe(width));

  it('is within bounds, whatever the environment says', () => {
    fc.assert(fc.property(fc.string(), fc.option(fc.integer(), { nil: undefined }), fc.boolean(), (COLUMNS, columns, isTTY) => {
      const { width } = screenOf({ COLUMNS }, { isTTY, ...(columns === undefined ? {} : { columns }) });
      expect([width, Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width))]).toEqual([Math.trunc(width), width]);
    }));
  });
});

describe('whether there is colour', () => {
  it.each<[string, Parameters<typeof screenOf>, boolean]>([
    ['on a terminal', [{}, TTY], true], ['not in a pipe', [{}, PIPE], false], ['not on a dumb terminal', [{ TERM: 'dumb' }, TTY], false],
    ['not with NO_COLOR', [{ NO_COLOR: '1' }, TTY], false], ['an empty NO_COLOR says nothing', [{ NO_COLOR: '' }, TTY], true],
    ['with FORCE_COLOR, in a pipe', [{ FORCE_COLOR: '1' }, PIPE], true], ['and on a dumb terminal', [{ FORCE_COLOR: 'true', TERM: 'dumb' }, TTY], true],
    ['an empty FORCE_COLOR says nothing', [{ FORCE_COLOR: '' }, PIPE], false], ['FORCE_COLOR=0 says no', [{ FORCE_COLOR: '0' }, TTY], false], ['so does false', [{ FORCE_COLOR: 'false' }, TTY], false],
    ['NO_COLOR goes before FORCE_COLOR', [{ NO_COLOR: '1', FORCE_COLOR: '1' }, TTY], false],
  ])('%s', (_what, args, color) => expect(screenOf(...args).color).toBe(color));
});
