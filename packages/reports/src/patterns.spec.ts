import { describe, expect, it } from 'vitest';
import { patternsOf, poisonText, vmFlagNames } from './index';
import { addressPatterns } from './patterns';

describe('patterns of a word that is no entry', () => {
  it.each([
    [0xffffffffffffffffn, ['all-ones']], [0x676b700029736c6fn, ['text:ols).pkg']], [0x6b6b6b6b6b6b6b6bn, ['text:kkkkkkkk', 'poison:6b']], [0xdead000000000122n, ['poison:list']],
    [0x1111111111111111n, ['repeated:11']], [0xfd20b000n, ['bare-address']], [0xffff888012345678n, ['kernel-pointer']], [0x0a07070a0506090an, ['small-bytes:05-0a']], [0x2a01067n, []], [0n, []],
  ])('0x%s', (raw, patterns) => expect(patternsOf(raw, 'little', true)).toEqual(patterns));
  it('bytes are read as they lie in memory', () => expect([patternsOf(0x6f6c732900706b67n, 'big', true), patternsOf(0x676b700029736c6fn, 'little', false)]).toEqual([['text:ols).pkg'], ['text:ols).pkg']]));
  it('a poison has a meaning', () => expect([poisonText('6b'), poisonText('list')]).toEqual(['slab, freed', 'a list entry that was taken out']));
});

describe('patterns of an address', () => {
  it.each([
    [0x14n, ['null-plus:0x14']], [0n, ['null-plus:0x0']], [0xffffffffa38dbf58n, ['sign-extended:0xa38dbf58']], [0xfffffffffffffff4n, ['error-number:-12']], [0x6b6b6b6b6b6b6b73n, ['poison:6b']],
    [0xffff888012345678n, []], [0xdead000000000108n, ['poison:list']],
  ])('0x%s', (address, patterns) => expect(addressPatterns(address, false, 'kernel')).toEqual(patterns));
  it('the kernel of x86-64 itself lies where sign extensions do', () => expect(addressPatterns(0xffffffffa38dbf58n, true, 'kernel')).toEqual([]));
  it('an address in no half', () => expect(addressPatterns(0x12345678_00000000n, false, undefined)).toEqual(['non-canonical']));
});

describe('flags of a VMA', () => {
  const release = (major: number, minor: number) => ({ text: '', major, minor, patch: 0 });
  it.each([
    [0x08100073n, undefined, ['READ', 'WRITE', 'MAYREAD', 'MAYWRITE', 'MAYEXEC', 'ACCOUNT', 'SOFTDIRTY']], [0x04044411n, 'riscv', ['READ', 'MAYREAD', 'PFNMAP', 'IO', 'DONTEXPAND', 'DONTDUMP']],
    [0x800n, undefined, ['DENYWRITE']], [1n << 37n, 'arm64', ['MTE_ALLOWED']], [1n << 62n, undefined, ['bit 62']],
  ] as const)('0x%s', (flags, arch, names) => expect(vmFlagNames(flags, arch, undefined)).toEqual(names));
  it('a bit means another thing in another release', () => expect([vmFlagNames(1n << 37n, 'x86-64', release(6, 1)), vmFlagNames(1n << 37n, 'x86-64', release(6, 12))]).toEqual([['UFFD_MINOR'], ['SHADOW_STACK']]));
});
