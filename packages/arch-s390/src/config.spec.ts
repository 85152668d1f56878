import { KERNELS, type Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './config';
import { ConfigError, s390, S390_CONFIGS } from './index';

const LEVELS: Readonly<Record<string, number>> = { '3level': 3, '4level': 4, '5level': 5 };
const LEGAL = KERNELS.flatMap((kernel) => Object.entries(LEVELS).flatMap(([name, levels]) =>
  [false, true].map((edat) => ({ kernel, levels, edat, text: edat ? `${name}+edat` : name }))));

describe('the configurations of arch-s390 §1', () => {
  it('are told by the package', () => expect(S390_CONFIGS).toEqual({ geometries: Object.keys(LEVELS), options: ['edat'] }));

  it.each(LEGAL)('$text under $kernel', ({ kernel, levels, edat, text }) => {
    expect(parseConfig(text, kernel)).toEqual({ text, kernel, levels, edat });
    expect(s390({ config: text, kernel })).toMatchObject({ name: 's390', config: text, kernel, machineName: 's390x' });
  });

  it('default to three levels, as after exec, and the version of the model', () => expect(s390()).toMatchObject({ config: '3level', kernel: '6.2' }));
});

it.each(KERNELS)('the vectors\' id %s is the default under that kernel', (kernel) => {
  expect(parseConfig(kernel, '6.2')).toEqual(parseConfig('3level', kernel));
  expect(s390({ config: kernel })).toMatchObject({ config: '3level', kernel });
});

const SOME = 'use one of 3level, 4level, 5level';
const WRONG: readonly (readonly [text: string, kernel: string, message: string, remedy: string])[] = [
  ['2level', '6.2', "s390 has no geometry '2level'", SOME], ['', '6.2', "s390 has no geometry ''", SOME],
  ['6.3', '6.2', "s390 has no geometry '6.3'", SOME],
  ['valueOf', '6.2', "s390 has no geometry 'valueOf'", SOME], ['3level+edat2', '6.2', "s390 has no option 'edat2'", 'use one of edat'],
  ['3level+', '6.2', "s390 has no option ''", 'use one of edat'], ['3level', '6.18', 'kernel 6.18 is not modelled', 'use one of 6.1, 6.2, 6.12'],
];
it.each(WRONG)("'%s' under %s is refused: %s", (text, kernel, message, remedy) => {
  const refused = () => s390({ config: text, kernel: kernel as Kernel });
  expect(refused).toThrow(ConfigError);
  expect(refused).toThrow(expect.objectContaining({ code: 'unknown-config', message, remedy }));
});

it('what the core consults (arch-interface §4): old is hardware-invalid, nothing is gathered', () => {
  const { caps, gather } = s390();
  expect(caps).toMatchObject({
    softDirty: true, uffdWp: false, swapExclusive: true, poisonSignal: false, devmap: false, pmdMigration: false, pkeys: false, executeOnly: false, softwareYoung: true,
    hwYoung: false,
    oldPrefault: false, mkPteTakesDirty: true,
  });
  expect(gather).toMatchObject({ mode: 'immediate', mergeVmas: true, tableFree: 'rcuBatch', tableFreeOwesFlush: true });
});
