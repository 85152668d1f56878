import type { SwapTypes } from '@faultline/contracts';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { recordingsThere, SHARED, SKIPPED, textOf } from '../../../tools/arch-lab/recordings';

/** Names that the captures give to the types (`pagetables/README.md`). */
const NAMES: Readonly<Record<string, keyof SwapTypes>> = {
  swapFiles: 'maxFiles', hwpoison: 'hwpoison', migrationRead: 'migrationRead', migrationReadExclusive: 'migrationReadExclusive',
  migrationWrite: 'migrationWrite', pteMarker: 'marker', swapinError: 'swapinError',
};
interface Capture { readonly config: { readonly swapTypes: Readonly<Record<string, number>> } }

/** Captures of Debian's kernels, whose options are the model's; the 6.2 ones were built without memory failure. */
const CAPTURES = !recordingsThere ? [] : readdirSync(`${SHARED}/pagetables`).filter((name) => /^x86_64-6\.(1|12)[-.].*\.json$/.test(name));

describe.skipIf(!recordingsThere)(`swap types of running kernels${SKIPPED}`, () => {
  it('there are captures', () => expect(CAPTURES.length).toBeGreaterThan(3));

  it.each(CAPTURES)('%s', (name) => {
    const { swapTypes } = (JSON.parse(textOf(`pagetables/${name}`)) as Capture).config;
    const { swap: { types } } = x86_64({ kernel: name.includes('-6.12') ? '6.12' : '6.1' });
    expect(Object.keys(swapTypes).filter((key) => !Object.hasOwn(NAMES, key))).toEqual([]);
    expect(types).toMatchObject(Object.fromEntries(Object.entries(NAMES).map(([key, mine]) => [mine, swapTypes[key] ?? -1])));
  });
});
