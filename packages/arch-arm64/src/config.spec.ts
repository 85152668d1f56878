import { KERNELS, type Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './config';
import { arm64, ARM64_CONFIGS, ConfigError } from './index';

/** arch-arm64 §1: page shift, VA bits, form of the address; with LPA2 in 6.12 only. */
const GEOMETRIES: Readonly<Record<string, readonly [pageShift: number, vaBits: number, address: string]>> = {
  '4k-39': [12, 39, '48'], '4k-48': [12, 48, '48'], '4k-52-lpa2': [12, 52, 'lpa2'], '16k-36': [14, 36, '48'], '16k-47': [14, 47, '48'],
  '16k-48': [14, 48, '48'],
  '16k-52-lpa2': [14, 52, 'lpa2'], '64k-42': [16, 42, '48'], '64k-48': [16, 48, '48'], '64k-52': [16, 52, '52-64k'],
};
/** Options, and what they leave: hardware access flag, hardware dirty state, EPAN. */
const OPTIONS: readonly (readonly [options: readonly string[], hwAf: boolean, hwDirty: boolean, epan: boolean])[] = [
  [[], true, true, false], [['swaf'], false, false, false], [['swdirty'], true, false, false], [['epan'], true, true, true],
  [['swaf', 'swdirty'], false, false, false], [['epan', 'swaf'], false, false, true],
];
const LEGAL = KERNELS.flatMap((kernel) => Object.keys(GEOMETRIES).filter((name) => kernel === '6.12' || !name.includes('lpa2')).flatMap((name) =>
  OPTIONS.map(([options, hwAf, hwDirty, epan]) => ({ kernel, name, text: [name, ...options].join('+'), hwAf, hwDirty, epan }))));

describe('the configurations of arch-arm64 §1', () => {
  it('are told by the package', () => expect(ARM64_CONFIGS).toEqual({ geometries: Object.keys(GEOMETRIES), options: ['swaf', 'swdirty', 'epan'] }));

  it.each(LEGAL)('$text under $kernel', ({ kernel, name, text, ...switches }) => {
    const [pageShift, vaBits, address] = GEOMETRIES[name]!;
    expect(parseConfig(text, kernel)).toEqual({ text, kernel, pageShift, vaBits, address, ...switches });
    expect(arm64({ config: text, kernel })).toMatchObject({ name: 'arm64', config: text, kernel, machineName: 'arm64' });
  });

  it('default to 4 KiB pages, 48 bits and the version of the model', () => expect(arm64()).toMatchObject({ config: '4k-48', kernel: '6.2' }));
});

const IDS = [
  '4k-48-6.2', '16k-47-6.2', '64k-48-6.2', '64k-52-6.2', '4k-39-6.2', '16k-36-6.2', '64k-42-6.2', '4k-48-6.12', '4k-52-lpa2-6.12', '16k-52-lpa2-6.12',
  '64k-52-6.12',
];
it.each(IDS)('the vectors\' id %s is its geometry under its kernel', (id) => {
  const [, config, kernel] = /^(.*)-(6\.\d+)$/.exec(id)! as unknown as [string, string, Kernel];
  expect(parseConfig(id, kernel)).toEqual(parseConfig(config, kernel));
  expect(arm64({ config: id })).toMatchObject({ config, kernel });
});

const SOME = 'use one of 4k-39, 4k-48, 4k-52-lpa2, 16k-36, 16k-47, 16k-48, 16k-52-lpa2, 64k-42, 64k-48, 64k-52';
const WRONG: readonly (readonly [text: string, kernel: string, message: string, remedy: string])[] = [
  ['4k-47', '6.2', "arm64 has no geometry '4k-47'", SOME], ['64k-47', '6.2', "arm64 has no geometry '64k-47'", SOME],
  ['', '6.2', "arm64 has no geometry ''", SOME],
  ['4K-48', '6.2', "arm64 has no geometry '4K-48'", SOME], ['__proto__', '6.2', "arm64 has no geometry '__proto__'", SOME],
  ['4k-48-6.3', '6.2', "arm64 has no geometry '4k-48-6.3'", SOME],
  ['4k-48+hwaf', '6.2', "arm64 has no option 'hwaf'", 'use one of swaf, swdirty, epan'],
  ['4k-48+', '6.2', "arm64 has no option ''", 'use one of swaf, swdirty, epan'],
  ['4k-48', '6.13', 'kernel 6.13 is not modelled', 'use one of 6.1, 6.2, 6.12'],
  ['4k-52-lpa2', '6.2', 'LPA2 came after 6.2', 'use kernel 6.12 with it'],
  ['16k-52-lpa2+swaf', '6.1', 'LPA2 came after 6.1', 'use kernel 6.12 with it'],
  ['4k-52-lpa2-6.2', '6.12', 'LPA2 came after 6.2', 'use kernel 6.12 with it'],
];
it.each(WRONG)("'%s' under %s is refused: %s", (text, kernel, message, remedy) => {
  const refused = () => arm64({ config: text, kernel: kernel as Kernel });
  expect(refused).toThrow(ConfigError);
  expect(refused).toThrow(expect.objectContaining({ code: 'unknown-config', message, remedy }));
});

describe('what an option changes', () => {
  const caps = (config: string) => arm64({ config }).caps;
  it('the access flag: what the kernel assumes of the CPU, and how it prefaults (§7)', () => {
    expect(['4k-48', '4k-48+swdirty', '4k-48+swaf'].map((config) => [caps(config).hwYoung, caps(config).oldPrefault]))
      .toEqual([[true, true], [true, true], [false, false]]);
  });
  it('EPAN: execute-only pages (§3)', () => {
    const exec = (config: string) => {
      const { lo, hi } = arm64({ config }).prot;
      return [4, 12].map((index) => [lo[index], hi[index]]);
    };
    expect([caps('4k-48').executeOnly, exec('4k-48')]).toEqual([false, [[0xfc3, 0x00200000], [0xfc3, 0x00200000]]]);
    expect([caps('4k-48+epan').executeOnly, exec('4k-48+epan')]).toEqual([true, [[0xf83, 0x00200000], [0xf83, 0x00200000]]]);
  });
  it('6.12: a mark of userfaultfd', () => expect(KERNELS.map((kernel) => arm64({ kernel }).caps.uffdWp)).toEqual([false, false, true]));
});
