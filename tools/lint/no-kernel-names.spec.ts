import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const RULE = 'faultline/no-kernel-names';

/** Lints a text as if it stood there; nothing is written. Gives the lines at which kernel names are compared. */
async function offences(file: string, text: string): Promise<number[]> {
  const [result] = await new ESLint({ cwd: root }).lintText(text, { filePath: join(root, file) });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId === RULE).map(({ line }) => line);
}
const SOURCE = 'packages/core-mm/src/trespass.ts';

describe('kernel names are not compared', () => {
  it.each([
    "export const a = (kernel: string) => kernel === '6.1';",
    "export const a = (kernel: string) => '6.12' !== kernel;",
    'export const a = (kernel: string) => kernel == `6.2-rc3`;',
    "export const a = (kernel: string) => kernel < '6.2';",
    "export const a = (kernel: string) => kernel === ('6.1' as string);",
    "export function a(kernel: string) { switch (kernel) { case '6.1': return 1; default: return 2; } }",
    "export const a = (kernel: string) => ['6.1', '6.2'].includes(kernel);",
    "export const a = (kernel: string) => (['6.1'] as const satisfies readonly string[]).indexOf(kernel as '6.1') >= 0;",
    "export const a = (kernels: readonly string[]) => kernels.includes('6.1');",
    "export const a = (kernel: string) => kernel.startsWith('6.1');",
    "export const a = (kernel: string) => new Set(['6.12']).has(kernel);",
    "const OLD = '6.1'; export const a = (kernel: string) => kernel === OLD;",
    "const OLDER = ['6.1', '6.2'] as const; export const a = (kernel: string) => OLDER.includes(kernel as '6.1');",
    "export const a = (kernel: string) => kernel === '6' + '.1';",
    "export const a = (kernel: string) => Object.is(kernel, '6.1');",
    "export const a = (kernel: string) => kernel['startsWith']('6.1');",
    "export const a = (kernel: '6.1' | '6.2') => ({ '6.1': 1, '6.2': 2 })[kernel];",
    "const AGE = { '6.1': 1, '6.2': 2 }; export const a = (kernel: '6.1' | '6.2') => AGE[kernel];",
    "export const a = (kernel: string) => new Map([['6.1', 1]]).get(kernel);",
  ])('%s', async (text) => expect(await offences(SOURCE, text)).toEqual([1]));

  it.each([
    "export const a = { '6.1': 1, '6.2': 2 };", "export const a = (kernel: string) => kernel === 'x';", "export const a = (name: string) => name === '6';",
    "export const a = (p: Record<string, boolean>) => p['delayed-rmap'] === true;", "export const a = make({ kernel: '6.1' });", "export const a = label === 'x86_64-6.1';",
  ])('and this is none: %s', async (text) => expect(await offences(SOURCE, text)).toEqual([]));

  const OFFENCE = "export const a = (kernel: string) => kernel === '6.1';";
  it.each([
    'packages/mmu-gather/src/trespass.ts', 'packages/machine/src/trespass.ts', 'packages/explore/src/key/trespass.ts', 'packages/cli/src/trespass.ts', 'packages/scenario/src/trespass.ts',
    'packages/contracts/src/trespass.ts', 'packages/contracts/src/arch/trespass.ts', 'packages/conformance/src/laws/trespass.ts', 'packages/new-arch/src/trespass.ts', 'packages/a-new-one/src/trespass.ts', 'packages/workbench/src/trespass.ts', 'tools/bench/trespass.mjs', 'tools/laws/trespass.ts',
  ])('forbidden in %s', async (file) => expect(await offences(file, OFFENCE)).toEqual([1]));

  it.each([
    'packages/arch-x86/src/visit.ts', 'packages/arch-riscv/src/mmu/visit.ts', 'packages/arch-toy/src/visit.ts', 'packages/contracts/src/switches/visit.ts', 'packages/contracts/src/kernel.ts',
    'packages/core-mm/src/visit.spec.ts', 'tools/laws/visit.spec.ts', 'packages/pagetables/src/testing/visit.ts',
  ])('allowed in %s', async (file) => expect(await offences(file, OFFENCE)).toEqual([]));
});
