import type { Row } from '@faultline/workbench';
import Table from 'cli-table3';

/** Columns of plain text fit this width. */
export const WIDTH = 100;
const LABEL = 9;

const CHARS = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' ',
} as const;

/** A table of these widths without lines, as text. */
function laidOut(widths: number[], rows: Table.Table[number][]): string {
  const table = new Table({ chars: CHARS, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] }, wordWrap: true, colWidths: widths });
  table.push(...rows);
  return table.toString().split('\n').map((line) => line.trimEnd()).join('\n');
}

/** A word that fits no line is broken after a slash, a hyphen or an underscore. */
function brokenWord(word: string, width: number): string {
  const lines = [''];
  for (const part of word.split(/(?<=[/_-])/)) {
    if (lines.at(-1)!.length + part.length > width) lines.push(part);
    else lines.push(lines.pop()! + part);
  }
  return lines.filter((line) => line !== '').join('\n');
}

const broken = (text: string, width: number): string => text.replace(/\S+/g, (word) => (word.length > width ? brokenWord(word, width) : word));

/** Text in lines that fit; those after the first are indented. */
export function wrap(text: string, indent = 0): string {
  const lead = text.length - text.trimStart().length;
  const lines = laidOut([WIDTH - Math.max(lead, indent)], [[text.trimStart()]]).split('\n');
  return lines.map((line, at) => `${' '.repeat(at === 0 ? lead : indent)}${line}`).join('\n');
}

/** Rows as aligned text. Equal cells stand once, across all columns; differing ones are marked. */
export function grid(columns: number, rows: readonly Row[], mark: (text: string) => string): string {
  const width = Math.floor((WIDTH - LABEL - columns) / columns);
  const widths = [LABEL, ...Array.from({ length: columns }, () => width)];
  return laidOut(widths, rows.map(([label, cells]) => {
    const equal = columns > 1 && new Set(cells).size === 1;
    if (equal) return [label, { content: cells[0]!, colSpan: columns }];
    return [label, ...cells.map((cell) => broken(cell, width)).map((cell) => (columns > 1 ? mark(cell) : cell))];
  }));
}
