import { KERNELS, profileOf, SWITCHES, type SwitchRow } from '../../packages/contracts/src';

/** Where the page stands, from the root of the repository. */
export const PAGE = 'docs/switches.md';

const HEAD = `# Switches

What a kernel does or does not, and what can be chosen for a run: \`--kernel K\` takes a kernel's switches, \`--without NAME\` clears one,
\`--with NAME\` sets one (both can be repeated, and take lists: \`A,B\`). A written log names the switches that stood otherwise than in its kernel's profile.
How entries are encoded follows the kernel alone. What needs a switch that is cleared goes with it.

This page is made from \`packages/contracts/src/switches/table.ts\` (\`npm run generate:switches\`).
`;

const KINDS: Readonly<Record<SwitchRow['kind'], string>> = {
  commit: 'The ten commits', difference: 'Other differences of the kernels', protection: 'Protections: every kernel keeps them',
};
const ROWS: readonly (typeof SWITCHES)[number][] = SWITCHES;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function rowText(row: (typeof SWITCHES)[number]): string {
  const { name, about, commit = '', spec, modelled, needs }: SwitchRow = row;
  const notes = [...(needs === undefined ? [] : [` Needs \`${needs}\`.`]), ...(modelled ? [] : [' *Not modelled yet: choosing it is refused.*'])];
  return line([`\`${name}\``, about + notes.join(''), ...KERNELS.map((kernel) => (profileOf(kernel)[row.name] ? 'on' : '–')), commit, spec]);
}

function section(kind: SwitchRow['kind']): string {
  const head = ['switch', 'on, it means', ...KERNELS, 'commit', 'specification'];
  const rows = ROWS.filter((row) => row.kind === kind).map(rowText);
  return [`## ${KINDS[kind]}`, '', line(head), line(head.map(() => '---')), ...rows, ''].join('\n');
}

/** The page of all switches, in Markdown. */
export const renderPage = (): string => [HEAD, ...(Object.keys(KINDS) as SwitchRow['kind'][]).map(section)].join('\n');
