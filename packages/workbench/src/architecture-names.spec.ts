import { ARM64_CONFIGS } from '@faultline/arch-arm64';
import { RISCV_CONFIGS } from '@faultline/arch-riscv';
import { S390_CONFIGS } from '@faultline/arch-s390';
import { X86_CONFIGS } from '@faultline/arch-x86';
import { describe, expect, it } from 'vitest';
import { architectureNamed, ARCHITECTURES, CONFIGURATIONS, configurationsText } from './architecture-names';

describe('names of architectures', () => {
  it.each([['x86_64', 'x86-64'], ['AMD64', 'x86-64'], ['aarch64', 'arm64'], ['s390x', 's390'], ['riscv64', 'riscv'], ['arm64', 'arm64'], ['mips', 'mips'], ['constructor', 'constructor']])('%s is %s', (name, here) =>
    expect(architectureNamed(name)).toBe(here));

  it.each([['x86-64', X86_CONFIGS], ['arm64', ARM64_CONFIGS], ['riscv', RISCV_CONFIGS], ['s390', S390_CONFIGS]] as const)('the configurations of %s are those that it takes', (name, { geometries, options }) => {
    // x86-64 takes the words of the vectors for the same two, besides.
    expect(CONFIGURATIONS[name]).toEqual({ geometries: geometries.filter((each) => name !== 'x86-64' || !each.endsWith('level')), options: [...options] });
    expect(configurationsText()).toContain(options.join(', '));
  });

  it('each but the toy is listed', () => expect(Object.keys(CONFIGURATIONS)).toEqual(ARCHITECTURES.filter((name) => name !== 'toy')));
});
