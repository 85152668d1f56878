import type { Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './config';
import { riscv, RISCV_CONFIGS, type ConfigError } from './index';

const failure = (config: string, kernel: Kernel = '6.2'): ConfigError => {
  try {
    riscv({ config, kernel });
  } catch (error) {
    return error as ConfigError;
  }
  throw new Error(`${config} was taken`);
};

describe('configurations', () => {
  it('default: Sv48, kernel 6.2, A and D set by hardware', () => {
    const { config, kernel, hw, machineName, name } = riscv();
    expect({ config, kernel, ad: hw.ad, machineName, name })
      .toEqual({ config: 'sv48', kernel: '6.2', ad: { a: true, d: true, nonLeafA: false }, machineName: 'riscv64', name: 'riscv' });
  });

  it('lists its grammar', () => expect(RISCV_CONFIGS).toEqual({
    geometries: ['sv39', 'sv48', 'sv57'], options: ['svpbmt', 'svnapot', 'svade', 'svadu', 'svvptc', 'ipi'],
  }));

  const PLAIN = { kernel: '6.12', levels: 4, vaBits: 48, hwAd: true, svpbmt: false, svnapot: false, svvptc: false, rfence: 'sbi' };
  it.each([
    ['sv48', {}],
    ['sv39', { levels: 3, vaBits: 39 }],
    ['sv57', { levels: 5, vaBits: 57 }],
    ['sv48+svpbmt', { svpbmt: true }],
    ['sv48+svnapot', { svnapot: true }],
    ['sv48+svade', { hwAd: false }],
    ['sv48+svadu', { hwAd: true }],
    ['sv48+svvptc', { svvptc: true }],
    ['sv48+ipi', { rfence: 'ipi' }],
    ['sv39+svade+svnapot+svpbmt', { levels: 3, vaBits: 39, hwAd: false, svnapot: true, svpbmt: true }],
  ])('%s', (text, differs) => expect(parseConfig(text, '6.12')).toEqual({ ...PLAIN, text, ...differs }));

  it.each([
    ['sv39-6.2', 'sv39+svpbmt', '6.2'],
    ['sv48-6.2', 'sv48', '6.2'],
    ['sv57-6.2', 'sv57', '6.2'],
    ['sv48-6.12', 'sv48+svnapot+svpbmt', '6.12'],
    ['sv39-6.12', 'sv39', '6.12'],
  ] as const)('id %s of the vectors stands for %s, kernel %s', (id, text, kernel) => {
    expect(parseConfig(id, '6.1')).toEqual(parseConfig(text, kernel));
    expect([riscv({ config: id }).config, riscv({ config: id }).kernel]).toEqual([text, kernel]);
  });

  it.each([
    ['sv32', '6.2', "riscv has no geometry 'sv32'", 'use one of sv39, sv48, sv57'],
    ['', '6.2', "riscv has no geometry ''", 'use one of sv39, sv48, sv57'],
    ['toString', '6.2', "riscv has no geometry 'toString'", 'use one of sv39, sv48, sv57'],
    ['sv48-6.18', '6.2', "riscv has no geometry 'sv48-6.18'", 'use one of sv39, sv48, sv57'],
    ['sv48+thead', '6.2', "riscv has no option 'thead'", 'use one of svpbmt, svnapot, svade, svadu, svvptc, ipi'],
    ['sv48+', '6.2', "riscv has no option ''", 'use one of svpbmt, svnapot, svade, svadu, svvptc, ipi'],
    ['sv48+svade+svadu', '6.12', 'svade and svadu contradict each other', 'give one of them'],
    ['sv48+svvptc', '6.2', 'svvptc came after 6.2', 'use kernel 6.12 with svvptc'],
    ['sv39+ipi', '6.1', 'ipi came after 6.1', 'use kernel 6.12 with ipi'],
    ['sv48', '6.18' as Kernel, 'kernel 6.18 is not modelled', 'use one of 6.1, 6.2, 6.12'],
  ] as const)('%s, kernel %s: %s', (config, kernel, message, remedy) => {
    const { code, name, message: said, remedy: cure } = failure(config, kernel);
    expect({ code, name, said, cure }).toEqual({ code: 'unknown-config', name: 'ConfigError', said: message, cure: remedy });
  });
});
