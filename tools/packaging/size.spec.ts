import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ownRooms, root } from './workspace';

/** What a browser loads for one architecture, contracts and codec-kit included. */
const MOST_BYTES = 12_000;
const names = ownRooms().map(({ manifest }) => manifest.name).filter((name) => name.startsWith('@faultline/arch-'));

/** Bytes of a package's main entry with all it needs, minified and gzipped. */
async function sizeOf(name: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}';`, resolveDir: root }, absWorkingDir: root, conditions: ['@faultline/source'],
    bundle: true, minify: true, platform: 'browser', format: 'esm', target: 'es2022', write: false, logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

/** What a page loads to follow a machine by its events, peers included. */
const FOLLOWERS = [['@faultline/cpu', 20_000], ['@faultline/projections', 14_000]] as const;

describe('what follows events is not big', () => {
  it.each(FOLLOWERS)('%s has less than %i bytes', async (name, most) => expect(await sizeOf(name)).toBeLessThan(most));
});

describe('a codec package is small', () => {
  it('there are some', () => expect(names.length).toBeGreaterThanOrEqual(4));
  it.each(names)(`%s has less than ${MOST_BYTES} bytes`, async (name) => expect(await sizeOf(name)).toBeLessThan(MOST_BYTES));
});
