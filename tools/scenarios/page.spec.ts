import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from '../../packages/cli/src/testing/captured';
import { parseScenario, STEP_NAMES, stepReference } from '../../packages/scenario/src';
import { PAGE, REFUSED, renderPage, renderSchema, SCHEMA } from './page';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, PAGE), 'utf8');

/** The text below each heading of the page, by the heading. */
const sections = new Map(page.split(/^#{2,3} /m).slice(1).map((text) => [text.slice(0, text.indexOf('\n')), text] as const));
const yamlIn = (text: string): string[] => [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml]) => yaml!);
const refusalIn = (text: string): string | undefined => new RegExp(`^${REFUSED}\`(.+)\`\\.$`, 'm').exec(text)?.[1];

describe('what is made from the definition of the format', () => {
  it('the page is current: npm run generate:scenarios', () => expect(page).toBe(renderPage()));
  it('the schema is current: npm run generate:scenarios', () => expect(readFileSync(join(root, SCHEMA), 'utf8')).toBe(renderSchema()));
});

describe('the page', () => {
  it.each(STEP_NAMES)('has %s, its keys with value, unit and default, and one example', (name) => {
    const text = sections.get(name)!;
    const rows = text.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.slice(2, -2).split(' | '));
    const { keys, says } = stepReference(name);
    expect(rows.slice(0, keys.length)).toEqual(keys.map((each) => [
      `\`${each.key}\``, each.takes, each.unit ?? '', each.optional ? (each.default === undefined ? 'none' : `\`${each.default}\``) : 'required', expect.stringContaining(each.says),
    ]));
    for (const cells of rows) expect(cells.filter((text_, at) => text_ === '' && at !== 2)).toEqual([]);
    expect(text).toContain(`\n${says}\n`);
    expect(yamlIn(text)).toHaveLength(1);
    expect(parseScenario(yamlIn(text)[0]!, name).steps.map((step) => step.name)).toContain(name);
  });

  it.each([...sections].filter(([, text]) => yamlIn(text).length > 0).concat([['the beginning', page.slice(0, page.indexOf('\n## '))]]))('%s: its example runs, or is refused as the page says', (_heading, text) => {
    for (const yaml of yamlIn(text)) {
      const file = join(folder(), 'example.yaml');
      writeFileSync(file, yaml);
      const { status, out, err } = faultline('compare', file, '--arch', 'x86-64');
      const refusal = refusalIn(text);
      if (refusal === undefined) expect({ status, err }).toEqual({ status: 0, err: '' });
      else expect({ status, out, says: err.includes(` ${refusal}`) ? refusal : err }).toEqual({ status: 2, out: '', says: refusal });
    }
  });

  it('marks what the model does not play, and nothing else', () => {
    const marked = STEP_NAMES.filter((name) => refusalIn(sections.get(name)!) !== undefined);
    expect(marked).toEqual(STEP_NAMES.filter((name) => stepReference(name).refusal !== undefined));
    expect(marked).not.toContain('write');
  });
});

describe('each example', () => {
  const files = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yaml'));
  it('there are some', () => expect(files.length).toBeGreaterThanOrEqual(4));
  it.each(files)('%s names the schema in its first line, where an editor finds it', (name) => {
    const file = join(root, 'examples', name);
    const path = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    expect(join(dirname(file), path)).toBe(join(root, SCHEMA));
    expect(join(dirname(file), path)).toSatisfy(existsSync);
  });

  it('and whoever installs the package finds the schema by its name', () => {
    const { exports: given, files: shipped } = JSON.parse(readFileSync(join(root, 'packages/scenario/package.json'), 'utf8')) as { exports: Record<string, unknown>; files: string[] };
    expect(given['./scenario.schema.json']).toBe('./scenario.schema.json');
    expect(shipped).toContain('scenario.schema.json');
  });
});
