import { ARG_MEANINGS, RULES, type RuleRow } from '../../packages/contracts/src/rules';
import { testsOf, type Source } from './coverage';
import { LAW } from './law';
import type { LawPage, LawRow, LawTable, Standing } from './law/law';

/** Where the pages stand, from the root of the repository. */
export const FOLDER = 'docs/rules';

const NOTICE = '<!-- Made by `npm run generate:rules`. Do not edit. -->';
const HEAD = ['| when | then | rule | row |', '| --- | --- | --- | --- |'];

/** Text of a cell: a bar would end it. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
const line = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const nameOf = ({ of }: LawTable): string => (/^[a-z0-9/_-]+\.[ch]:/.test(of) ? of.split(':')[1]! : of);
const anchorOf = (table: LawTable): string => nameOf(table).toLowerCase().replace(/[^a-z0-9_ -]/g, '').replaceAll(' ', '-');
const made = (commit: string | undefined): string => (commit === undefined ? '' : ` (${commit})`);

/** How the model stands to a row that no rule names. */
function standingText(standing: Standing): string {
  if (standing === 'followed') return 'followed';
  return standing.startsWith('by ') ? `followed: \`${standing.slice(3)}\`` : `*not modelled yet: ${standing.slice(6)}*`;
}

/** The rule of an id. @throws Error for an id that is none: the table of the law is then wrong */
function ruleOf(id: string): RuleRow {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`docs/rules: there is no rule '${id}'`);
  return rule;
}

function rowLine(row: LawRow, { spec }: LawTable): string {
  if (typeof row !== 'string') return line(row[1], row[2], `${standingText(row[3])}${made(row[4])}`, `${spec}:${row[0]}`);
  const { id, condition, effect, arg, commit, spec: place } = ruleOf(row);
  return line(condition, effect, `\`${id}\`${arg === 'none' ? '' : `, argument: ${arg}`}${made(commit)}`, place);
}

/** `cow-and-gup.spec.ts` as a link from a page. */
const link = (path: string): string => `[${path.split('/').at(-1)!}](../../${path})`;

/** Which tests name each rule of a table: one line a rule. */
function testLines({ rows }: LawTable, tests: ReadonlyMap<string, readonly string[]>): string[] {
  const lines = rows.filter((row) => typeof row === 'string').map((id) => `- \`${id}\`: ${tests.get(id)!.map(link).join(', ')}`);
  return lines.length === 0 ? [] : ['', 'Tests:', ...lines];
}

function tableLines(table: LawTable, tests: ReadonlyMap<string, readonly string[]>): string[] {
  const file = nameOf(table) === table.of ? [] : [`\`${table.of}\``];
  const about = [...file, ...(table.about === undefined ? [] : [table.about])].join('. ');
  return ['', `## ${nameOf(table)}`, ...(about === '' ? [] : ['', about]), '', ...HEAD, ...table.rows.map((row) => rowLine(row, table)), ...testLines(table, tests)];
}

/** One area: its functions, then a table each. */
export function renderPage(page: LawPage, sources: readonly Source[]): string {
  const tests = testsOf(RULES, sources);
  const contents = page.tables.map((table) => `- [${nameOf(table)}](#${anchorOf(table)})`);
  return [NOTICE, '', `# ${page.title}`, '', page.about, '', ...contents, ...page.tables.flatMap((table) => tableLines(table, tests)), ''].join('\n');
}

const isLater = (row: LawRow): boolean => typeof row !== 'string' && row[3].startsWith('later ');
const counted = (page: LawPage, which: (row: LawRow) => boolean): string => String(page.tables.flatMap(({ rows }) => rows).filter(which).length);

/** All areas, and how a page is read. */
export function renderIndex(pages: readonly LawPage[]): string {
  const rows = pages.map((page) => line(`[${page.title}](${page.name}.md)`, page.about, counted(page, (row) => typeof row === 'string'), counted(page, (row) => !isLater(row)), counted(page, isLater)));
  return [
    NOTICE, '', '# Rules of the kernel', '',
    'What Linux v6.2-rc3 decides on the way of a page fault, of what undoes mappings, and of what flushes them, in decision tables. The',
    'tables of a kernel function are in the order in which it decides: the first row that holds is taken, where rows exclude one another.', '',
    'Column *rule* says how the model stands to a row: an id (`do_wp_page/copy`) is recorded by a `BranchTaken` when the row decides, and',
    '`faultline rule ID` tells of it; *followed* is what the model does without a branch of its own, and names the event that tells of it, if',
    'there is one; *not modelled yet* names the field of work it belongs to. A commit in brackets made the row what it is. Column *row* is the',
    'place in the specification.', '',
    '| area | about | rules | modelled rows | not yet |', '| --- | --- | --- | --- | --- |', ...rows, '',
    '## Arguments', '', 'What the `arg` of a `BranchTaken` is, by the word that stands behind the id; without one it is 0.', '',
    ...Object.entries(ARG_MEANINGS).filter(([name]) => name !== 'none').map(([name, meaning]) => `- ${name}: ${meaning}`), '',
  ].join('\n');
}

/** Every file of the folder, by name. */
export const renderFolder = (sources: readonly Source[]): ReadonlyMap<string, string> => new Map([
  ['index.md', renderIndex(LAW)], ...LAW.map((page) => [`${page.name}.md`, renderPage(page, sources)] as const),
]);
