import { frameReference, LIMITS, scenarioSchema, STEP_NAMES, stepReference, type KeyReference, type StepReference, type WordReference } from '../../packages/scenario/src';

/** Where the page and the schema stand, from the root of the repository. */
export const PAGE = 'docs/scenarios.md';
export const SCHEMA = 'packages/scenario/scenario.schema.json';

const HEAD = `<!-- Made by \`npm run generate:scenarios\`. Do not edit. -->

# Scenarios

A scenario is a small workload: what processes do to memory, step by step. It is a YAML (or JSON) file, one scenario a file, which the model
runs (\`faultline run\`, \`faultline compare\`) and which real kernels were recorded playing (\`faultline verify\`).

\`\`\`yaml
name: first
about: a page is written, and copied for the child that writes it
steps:
  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}
  - write: {proc: A, at: m+0, value: 17}
  - fork: {proc: A, child: B}
  - write: {proc: B, at: m+0, value: 34}
  - read: {proc: A, at: m+0}
\`\`\`

- **Processes.** \`A\` is there from the start, \`fork\` makes others. A child has its parent's mapping names. A step of a process that has ended has the
  result \`noProcess\` and changes nothing.
- **Places.** \`mmap\` names a mapping; \`m+3\` is its fourth page. A page is a base page of the machine.
- **Counts.** A number of pages can be written in huge pages: \`2H\`, \`1H+5\`, and so can a place, \`m+1H+5\`. \`H\` is what one PMD maps: 512 base pages on
  x86-64, arm64 and RISC-V, 256 on s390, with pages of 4 KiB; it is taken to be at most 8192 when a file is checked.
- **Where mappings are.** Each begins on a PMD boundary, far from every other, unless \`skew\` or \`fixed\` says otherwise.
- **The machine.** One node, no NUMA balancing; periodic write-back is off, so dirty file pages stay dirty until \`msync\`, \`fileSync\` or truncation. Files are
  on a journalling filesystem that wants to be told of the first write (ext4). They exist before the first step, clean and in the page cache. The swap device is
  memory, without read-ahead; the KSM scanner is stopped outside \`ksmRun\`; khugepaged never runs.
- **What a step comes to.** \`ok\`, the name of an error (\`EINVAL\`), or a signal with its code (\`SIGSEGV/ACCERR\`); a step may well fail, that is worth seeing.
- **Mistakes in a file** are told all at once, each with line, column and the nearest right word. What the model has no notion of yet is refused by name.

\`faultline steps\` prints this reference, \`faultline steps write\` one step of it.

## In an editor

Editors that know JSON Schema (by the YAML language server) complete keys and words, and show what they mean, if the first line of a file names the
schema, as in each file of \`examples\`. It is \`${SCHEMA}\`, which \`@faultline/scenario\` exports as
\`@faultline/scenario/scenario.schema.json\`; \`faultline steps --schema\` prints it.

\`\`\`yaml
# yaml-language-server: $schema=scenario.schema.json
name: empty
steps: []
\`\`\`
`;

/** Text of a cell: a bar would end it. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
const line = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string[] => [line(...head), line(...head.map(() => '---')), ...rows];
const notYet = (lacks: string | undefined): string => (lacks === undefined ? '' : ` *Not modelled yet: ${lacks}.*`);

function defaultText({ optional, default: normal }: KeyReference): string {
  if (!optional) return 'required';
  return normal === undefined ? 'none' : `\`${normal}\``;
}

const keyRow = (each: KeyReference): string => line(`\`${each.key}\``, each.takes, each.unit ?? '', defaultText(each), each.says + notYet(each.lacks));
const keyTable = (keys: readonly KeyReference[]): string[] => (keys.length === 0 ? ['It has no keys.'] : table(['key', 'takes', 'unit', 'default', 'meaning'], keys.map(keyRow)));
const wordTable = (word: string, words: readonly WordReference[]): string[] => table([word, 'meaning'], words.map((each) => line(`\`${each.word}\``, each.says + notYet(each.lacks))));

/** How a page says that an example is refused, before what the command says. */
export const REFUSED = 'Not modelled yet. The command refuses it: it ';

const example = ({ example: text, refusal }: StepReference): string[] => ['```yaml', text.trimEnd(), '```', ...(refusal === undefined ? [] : ['', `${REFUSED}\`${refusal}\`.`])];

/** Tables of the words that a key of this step can be. */
function wordTables({ name }: StepReference): string[] {
  const { advice, backing } = frameReference();
  if (name === 'madvise') return ['', ...wordTable('advice', advice)];
  return name === 'mmap' ? ['', ...wordTable('backing', backing)] : [];
}

const stepSection = (step: StepReference): string[] => ['', `### ${step.name}`, '', step.says, '', ...keyTable(step.keys), ...wordTables(step), '', ...example(step)];

function stepSections(): string[] {
  const steps = STEP_NAMES.map(stepReference);
  return [...new Set(steps.map(({ group }) => group))].flatMap((group) => ['', `## ${group}`, ...steps.filter((step) => step.group === group).flatMap(stepSection)]);
}

function frameSections(): string[] {
  const { file, machine, files, needs } = frameReference();
  return [
    '## The file', '', ...keyTable(file), '', '### machine', '', ...keyTable(machine), '', '### machine.files.NAME', '', ...keyTable(files), '',
    '```yaml', 'name: whole', 'about: every key of a file', 'notes: ["8d6a0ac09a16 (v6.2)"]', 'machine:', '  cpus: 1', '  thp: never', '  swap: 0', '  ksm: false', '  hugetlb: 0', '  files:',
    '    data: {pages: 4, cached: true}', 'needs: [populate]', 'steps:', '  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon, populate: true}', '```', '',
    '### needs', '', ...wordTable('word', needs), '',
    `A file has at most ${LIMITS.steps} steps, ${LIMITS.processes} processes, ${LIMITS.mappings} mappings, and 1 MiB of text; anchors and aliases of YAML are not allowed.`,
  ];
}

/** The reference of scenarios, in Markdown. */
export const renderPage = (): string => [HEAD, ...frameSections(), ...stepSections(), ''].join('\n');

/** The JSON Schema, as a file. */
export const renderSchema = (): string => `${JSON.stringify(scenarioSchema(), null, 1)}\n`;
