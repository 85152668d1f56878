import { frameReference, STEP_NAMES, stepReference, type KeyReference, type StepName, type StepReference, type WordReference } from '@faultline/scenario';
import type { Sheet } from './sheet';

const INDENT = 2;
const SHORTEST = 10;

/** A term and what it means, in lines that fit; the meaning stands in a column of its own. */
function entry({ wrap }: Sheet, term: string, text: string, column = SHORTEST): string {
  const head = `${' '.repeat(INDENT)}${term.padEnd(column)} `;
  return wrap(`${head}${text}`, INDENT + column + 1);
}

const columnFor = (terms: readonly string[]): number => Math.max(SHORTEST, ...terms.map((term) => term.length));
const notYet = (lacks: string | undefined): string => (lacks === undefined ? '' : ` Not modelled yet: ${lacks}.`);

function keyText({ says, takes, optional, default: normal, lacks }: KeyReference): string {
  const left = optional ? ` Optional${normal === undefined ? '' : `, default ${normal}`}.` : '';
  return `${says} It takes ${takes}.${left}${notYet(lacks)}`;
}

const keyLines = (sheet: Sheet, keys: readonly KeyReference[]): string[] =>
  keys.map((each) => entry(sheet, each.key, keyText(each), columnFor(keys.map(({ key }) => key))));
const wordLines = (sheet: Sheet, words: readonly WordReference[]): string[] =>
  words.map(({ word, says, lacks }) => entry(sheet, word, says + notYet(lacks), columnFor(words.map((each) => each.word))));

const indented = (text: string): string => text.trimEnd().replace(/^/gm, ' '.repeat(INDENT));

/** What the words mean that a key of this step can be. */
function wordsOf(name: StepName, sheet: Sheet): string[] {
  const { advice, backing } = frameReference();
  if (name === 'madvise') return ['', sheet.head('advice'), ...wordLines(sheet, advice)];
  return name === 'mmap' ? ['', sheet.head('backing'), ...wordLines(sheet, backing)] : [];
}

/** One step: what it means, its keys, an example and, if the model does not play it yet, what the command says. */
export function renderStep(name: StepName, sheet: Sheet): string {
  const { says, keys, example, refusal } = stepReference(name);
  const mark = refusal === undefined ? [] : ['', sheet.wrap(`The example is refused: it ${refusal}.`)];
  return [
    sheet.wrap(`${sheet.head(name)}: ${says}`), ...keyLines(sheet, keys), ...wordsOf(name, sheet), '', sheet.head('example'), indented(example), ...mark, '',
  ].join('\n');
}

/** Step names of a group with their sentences. */
function groupLines(sheet: Sheet, group: string, steps: readonly StepReference[]): string[] {
  const column = columnFor(STEP_NAMES);
  return ['', sheet.head(group), ...steps.map(({ name, says, refusal }) => entry(sheet, name, says + (refusal === undefined ? '' : ' Not modelled yet.'), column))];
}

/** The whole format: what stands in a file, and every step by its sentence. */
export function renderSteps(sheet: Sheet): string {
  const { file, machine, files, needs } = frameReference();
  const steps = STEP_NAMES.map(stepReference);
  const groups = [...new Set(steps.map(({ group }) => group))];
  return [
    sheet.head('A scenario file'), ...keyLines(sheet, file), '', sheet.head('machine'), ...keyLines(sheet, machine), '', sheet.head('machine.files.NAME'), ...keyLines(sheet, files), '',
    sheet.head('needs'), ...wordLines(sheet, needs), ...groups.flatMap((group) => groupLines(sheet, group, steps.filter((step) => step.group === group))), '',
    sheet.wrap('A step with its keys and an example: faultline steps NAME.'), '',
  ].join('\n');
}

/** The same for JSON. */
export const stepsJson = (): object => ({ ...frameReference(), steps: STEP_NAMES.map(stepReference) });
