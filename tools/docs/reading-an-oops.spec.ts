import { EVIDENCE, renderReport, type Sheet } from '@faultline/workbench';
import { readReports } from '@faultline/reports';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../packages/cli/src/render/terminal';

const page = readFileSync(join(import.meta.dirname, '../../docs/reading-an-oops.md'), 'utf8');
const WORKED = [...page.matchAll(/^## (.*)\n\n```report\n([^]*?)```\n\n```answer\n([^]*?)```$/gm)].map(([, title, report, answer]) => [title!, report!, answer!] as const);
const sheet: Sheet = terminalOf({ color: false, width: 100 } as never);

describe('docs/reading-an-oops.md', () => {
  it('has five worked reports, of every architecture', () => expect(new Set(WORKED.flatMap(([, report]) => readReports([report], EVIDENCE).reports.map(({ facts }) => facts.arch))).size).toBe(4));
  it('five of them', () => expect(WORKED).toHaveLength(5));
  it.each(WORKED)('%s: the answer is what the command prints', (_title, report, answer) =>
    expect(readReports([report], EVIDENCE).reports.map((each) => renderReport(each, sheet)).join('\n')).toBe(answer));
});
