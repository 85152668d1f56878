import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { because } from '../arch-lab/because';
import { look, type Walked } from './look';

const path = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((each) => each !== undefined && existsSync(each));
const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'look.ts')], bundle: true, platform: 'browser', format: 'iife', globalName: 'faultline', write: false,
    conditions: ['@faultline/source'], logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

async function lookInBrowser(): Promise<Walked[]> {
  const browser = await chromium.launch({ executablePath: path!, args: QUIET });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundled() });
    return await page.evaluate('faultline.look()') as Walked[];
  } finally {
    await browser.close();
  }
}

describe('walking and decoding', () => {
  it('finds the page that the tables map, on each architecture', () => {
    expect(look().map(({ arch, pfn, kind, reads }) => [arch, pfn, kind, reads.length, reads.at(-1)!.split(' ').at(-1)])).toEqual([
      ['x86-64', 0x54321, 'page', 4, 'leaf'], ['arm64', 0x54321, 'page', 4, 'leaf'], ['s390', 0x54321, 'page', 3, 'leaf'], ['riscv', 0x54321, 'page', 4, 'leaf'],
    ]);
  });

  it.skipIf(path === undefined)('is the same in a browser page', because('no Chromium; set CHROMIUM_PATH'), async () => {
    expect(await lookInBrowser()).toEqual(look());
  });
});
