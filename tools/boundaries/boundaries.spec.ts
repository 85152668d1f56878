import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rule = '@nx/enforce-module-boundaries';

/** Lints one import as if it stood in a source file of the package; nothing is written. */
const verdict = async (from: string, file: string, to: string) => {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(`import * as it from '${to}';\nexport const seen = it;\n`, {
    filePath: join(root, 'packages', from, 'src', file),
  });
  return result?.messages.map((message) => message.ruleId);
};

const forbidden = [
  ['contracts', '@faultline/machine'],
  ['contracts', '@faultline/event-log'],
  ['contracts', '@faultline/codec-kit'],
  ['codec-kit', '@faultline/arch-x86'],
  ['codec-kit', '@faultline/event-log'],
  ['state-kit', '@faultline/core-mm'],
  ['core-mm', '@faultline/arch-x86'],
  ['core-mm', '@faultline/mmu-gather'],
  ['core-mm', '@faultline/cpu'],
  ['mmu-gather', '@faultline/cpu'],
  ['cpu', '@faultline/core-mm'],
  ['cpu', '@faultline/mmu-gather'],
  ['event-log', '@faultline/state-kit'],
  ['cpu', '@faultline/arch-x86'],
  ['event-log', '@faultline/core-mm'],
  ['event-log', '@faultline/arch-x86'],
  ['arch-x86', '@faultline/arch-arm64'],
  ['arch-s390', '@faultline/core-mm'],
  ['machine', '@faultline/arch-x86'],
  ['machine', '@faultline/arch-s390/mmu'],
  ['machine', '@faultline/scenario'],
  ['machine', '@faultline/projections'],
  ['cpu', '@faultline/projections'],
  ['projections', '@faultline/arch-x86'],
  ['projections', '@faultline/texts'],
  ['scenario', '@faultline/arch-arm64'],
  ['explore', '@faultline/cli'],
  ['scenario', '@faultline/texts'],
  ['conformance', '@faultline/workbench'],
  ['reports', '@faultline/arch-x86'],
  ['reports', '@faultline/texts'],
  ['reports', '@faultline/workbench'],
  ['arch-x86', '@faultline/reports'],
  ['texts', '@faultline/cli'],
  ['workbench', '@faultline/cli'],
] as const;

const allowed = [
  ['core-mm', '@faultline/contracts'],
  ['codec-kit', '@faultline/contracts'],
  ['core-mm', '@faultline/state-kit'],
  ['core-mm', '@faultline/event-log'],
  ['mmu-gather', '@faultline/event-log'],
  ['event-log', '@faultline/contracts'],
  ['arch-x86', '@faultline/contracts'],
  ['arch-x86', '@faultline/codec-kit'],
  ['pagetables', '@faultline/codec-kit'],
  ['reports', '@faultline/codec-kit'],
  ['workbench', '@faultline/reports'],
  ['cpu', '@faultline/contracts'],
  ['machine', '@faultline/core-mm'],
  ['machine', '@faultline/cpu'],
  ['scenario', '@faultline/machine'],
  ['projections', '@faultline/core-mm'],
  ['projections', '@faultline/cpu'],
  ['workbench', '@faultline/projections'],
  ['explore', '@faultline/scenario'],
  ['workbench', '@faultline/texts'],
  ['workbench', '@faultline/scenario'],
  ['workbench', '@faultline/arch-x86'],
  ['cli', '@faultline/workbench'],
  ['cli', '@faultline/arch-x86'],
] as const;

describe('the layers are held by the lint rule', () => {
  // The rule reads the project graph that nx left in its cache, and is silent without one.
  beforeAll(() => {
    execFileSync('npx', ['nx', 'show', 'projects'], { cwd: root, stdio: 'ignore' });
  });

  it.each(forbidden)('%s may not import %s', async (from, to) => {
    expect(await verdict(from, 'trespass.ts', to)).toEqual([rule]);
  });

  it.each(allowed)('%s may import %s', async (from, to) => {
    expect(await verdict(from, 'visit.ts', to)).toEqual([]);
  });

  it('a test above the domain may name an architecture, a test inside it may not', async () => {
    expect(await verdict('machine', 'visit.spec.ts', '@faultline/arch-x86')).toEqual([]);
    expect(await verdict('core-mm', 'trespass.spec.ts', '@faultline/arch-x86')).toEqual([rule]);
  });
});
