import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STEP_NAMES, type StepReference } from '@faultline/scenario';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

const WIDEST = 100;
const SCHEMA = join(import.meta.dirname, '../../scenario/scenario.schema.json');

describe('faultline steps', () => {
  it('prints one step: what it means, its keys, an example', () => {
    expect(faultline('steps', 'kernelWrite')).toEqual({
      status: 0, err: '', out: [
        'kernelWrite: The kernel stores the byte for the process (read(2) from a pipe).',
        '  proc       The process that acts. A is there from the start, fork makes others. It', '             takes a name: a letter, then up to 31 letters, digits, _ or -.',
        '  at         The page, or the first of the range. It takes a page of a mapping, like m+0', '             or m+1H+5.', '  value      The byte. It takes a byte, 0 to 255.', '',
        'example', '  name: kernel-write', '  steps:', '    - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}', '    - kernelWrite: {proc: A, at: m+0, value: 17}', '',
      ].join('\n'),
    });
  });

  it('says what the command says of a step that the model does not play', () => {
    expect(faultline('steps', 'ksmRun').out).toMatch(/\n\nThe example is refused: it needs KSM, which the model has no notion of yet\.\n$/);
  });

  it.each(['mmap', 'madvise'])('explains the words of %s', (name) => {
    const { out } = faultline('steps', name);
    for (const word of name === 'mmap' ? ['file:NAME', 'hugetlb'] : ['dontneed_locked', 'collapse']) expect(out).toMatch(new RegExp(`^  ${word} +[A-Z]`, 'm'));
  });

  it('lists all steps and the keys of a file, within the width', () => {
    const { status, out } = faultline('steps');
    expect(status).toBe(0);
    for (const name of [...STEP_NAMES, 'about', 'cpus', 'cached', 'uffdWpShmem']) expect(out).toMatch(new RegExp(`^  ${name} +[A-Z]`, 'm'));
    expect(out.split('\n').filter((line) => line.length > WIDEST)).toEqual([]);
  });

  it('prints the same as JSON', () => {
    const { steps, machine } = JSON.parse(faultline('steps', '--json').out) as { steps: StepReference[]; machine: { key: string; unit?: string; default?: string }[] };
    expect(steps.map(({ name }) => name)).toEqual(STEP_NAMES);
    expect(machine.find(({ key }) => key === 'swap')).toMatchObject({ unit: 'MiB', default: '0', optional: true });
    expect(JSON.parse(faultline('steps', 'pin', '--json').out)).toEqual(steps.find(({ name }) => name === 'pin'));
  });

  it('prints the JSON Schema that ships', () => expect(JSON.parse(faultline('steps', '--schema').out)).toEqual(JSON.parse(readFileSync(SCHEMA, 'utf8'))));

  it('names the step that was meant', () => {
    expect(faultline('steps', 'wirte')).toEqual({ status: 2, out: '', err: "faultline: there is no step 'wirte'; did you mean 'write'? without a name, all steps are listed\n" });
  });
});

/** Where a step can be seen that not every kernel, or not every architecture, has. */
const WHERE: Readonly<Record<string, readonly string[]>> = { uffdWp: ['--arch', 'x86-64'], uffdPoison: ['--arch', 'x86-64,arm64', '--kernel', '6.12'] };

describe('the example of each step', () => {
  const references = (JSON.parse(faultline('steps', '--json').out) as { steps: StepReference[] }).steps;

  it.each(references.map((each) => [each.name, each] as const))('%s runs with every step ok if the model has it, and is refused with exactly the text that is shown if not', (name, { example, refusal }) => {
    const file = join(folder(), 'example.yaml');
    writeFileSync(file, example);
    const { status, out, err } = faultline('compare', file, '--json', ...(WHERE[name] ?? []));
    if (refusal !== undefined) {
      expect([status, JSON.parse(out)]).toEqual([2, { refused: [{ scenario: expect.any(String), needs: expect.any(Array) }] }]);
      expect(err).toContain(` ${refusal}`);
      expect(err.split(' needs ')).toHaveLength(2);
      return;
    }
    const { columns } = JSON.parse(out) as { columns: { steps: { result: string }[] }[] };
    expect([status, err, columns.flatMap(({ steps }) => steps.map(({ result }) => result)).filter((result) => result !== 'ok')]).toEqual([0, '', []]);
  });
});
