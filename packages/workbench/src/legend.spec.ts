import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { ENUMS, RULE_IDS } from '@faultline/contracts';
import { parseScenario } from '@faultline/scenario';
import { describe, expect, it } from 'vitest';
import { chooseArchitecture } from './architectures';
import { renderCompare } from './comparison';
import { factsOf } from './facts';
import { legendLine, renderLegend } from './legend';
import { PLAIN } from './testing/plain';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const LENGTH = renderLegend(PLAIN);
/** The words of the legend, and those of the signs that it names in passing. */
const told = new Set(LENGTH.split(/[\s,;:()]+/));

describe('the legend', () => {
  it('is one line of 80 characters, and says what each sign means', () => {
    const line = legendLine(PLAIN);
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line).toBe('1+0: minor+major; x2: mapped twice; p0+: p0 p1…; a/b: a rule; -: none (--legend)');
  });

  it('tells each of them at length, too', () => {
    for (const sign of ['1+0', 'x2', 'p0+', 'a/b', '-']) expect(LENGTH.split('\n').filter((line) => line.startsWith(`${sign.padEnd(12)}`)), sign).toHaveLength(1);
  });

  it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')))('stands under the table of %s, whose labels it tells at length', (name) => {
    const scenario = parseScenario(readFileSync(join(EXAMPLES, name), 'utf8'), name);
    const columns = ['x86-64', 'arm64', 's390'].map((arch) => factsOf(scenario, chooseArchitecture(arch, '6.2')));
    const text = renderCompare({ scenario, columns }, PLAIN);
    const labels = [...text.matchAll(/^([a-z]+): .*\|/gm)].map(([, label]) => label!);
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter((label) => !told.has(label))).toEqual([]);
    expect(text).toContain(`\n\n${legendLine(PLAIN)}\n\n`);
    expect(renderCompare({ scenario, columns }, PLAIN, 'length')).toContain(`\n\n${LENGTH.trimEnd()}\n\n`);
  });

  it('tells every way in which another CPU is reached, and every scope of a flush', () => {
    expect(ENUMS.reach.filter((reach) => reach !== 'self' && !told.has(reach))).toEqual([]);
    expect(ENUMS.flushScope.filter((scope) => !told.has(scope))).toEqual([]);
  });

  it('a rule\'s id has the form that it shows', () => expect(RULE_IDS.filter((id) => !/^[^/]+\/[^/]+$/.test(id))).toEqual([]));
});
