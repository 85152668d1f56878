import type { Row } from '@faultline/workbench';
import Table from 'cli-table3';
import { breakWords } from './words';

type Mark = (text: string) => string;

const LABEL = 9;
/** A column is at least so wide: an entry and a little. */
const LEAST = 22;

const CHARS = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' ',
} as const;

/** A table of these widths without lines, as text. */
function laidOut(widths: number[], rows: Table.Table[number][]): string {
  const table = new Table({ chars: CHARS, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] }, wordWrap: true, colWidths: widths });
  for (const row of rows) table.push(row);
  return table.toString().split('\n').map((line) => line.trimEnd()).join('\n');
}

/** Text in lines of this width; those after the first are indented. */
export function wrap(width: number, text: string, indent = 0): string {
  const lead = text.length - text.trimStart().length;
  const room = width - Math.max(lead, indent);
  const lines = laidOut([room], [[breakWords(text.trimStart(), room)]]).split('\n');
  return lines.map((line, at) => `${' '.repeat(at === 0 ? lead : indent)}${line}`.trimEnd()).join('\n');
}

/** How many columns stand beside each other: all, or as many as fit, evenly. */
function beside(width: number, columns: number): number {
  const most = Math.max(1, Math.floor((width - LABEL) / (LEAST + 1)));
  return columns <= most ? columns : Math.ceil(columns / Math.ceil(columns / most));
}

const allEqual = (cells: readonly string[]): boolean => new Set(cells).size === 1;

/** Rows whose columns stand beside each other. @param spread equal cells stand once, across them */
function table(width: number, columns: number, rows: readonly Row[], mark: Mark, spread: boolean): string {
  const label = Math.max(LABEL, ...rows.map(([text]) => text.length));
  const room = Math.floor((width - label - columns) / columns);
  const cellOf = (text: string): string => breakWords(text, room).split('\n').map((line) => (line === '' ? line : mark(line))).join('\n');
  return laidOut([label, ...Array.from({ length: columns }, () => room)], rows.map(([text, cells]) => {
    if (spread && columns > 1 && allEqual(cells)) return [text, { content: breakWords(cells[0]!, room * columns + columns - 1), colSpan: columns }];
    return [text, ...cells.map(cellOf)];
  }));
}

/** Rows with those that belong to them: all that follow without a label. */
function groupsOf(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    if (row[0] === '' && groups.length > 0) groups.at(-1)!.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** Columns in blocks below each other, each under its heads, after what is equal in all of them. */
function stacked(width: number, heads: readonly string[], rows: readonly Row[], per: number, head: Mark, mark: Mark): string {
  const groups = groupsOf(rows);
  const isShared = (group: readonly Row[]): boolean => group.every(([, cells]) => allEqual(cells));
  const shared = groups.filter(isShared).flat().map(([label, cells]): Row => [label, cells.slice(0, 1)]);
  const own = groups.filter((group) => !isShared(group)).flat();
  const blocks = own.length === 0 ? [] : Array.from({ length: Math.ceil(heads.length / per) }, (_, block) => {
    const part = <T>(cells: readonly T[]): T[] => cells.slice(block * per, (block + 1) * per);
    const count = part(heads).length;
    const top = table(width, count, [['', part(heads)]], head, false);
    return `${top}\n${table(width, count, own.map(([label, cells]): Row => [label, part(cells)]), mark, false)}`;
  });
  return [...(shared.length === 0 ? [] : [table(width, 1, shared, (text) => text, false)]), ...blocks].join('\n');
}

/** Rows as aligned text: see `Sheet`. @param head the emphasis of heads */
export function grid(width: number, heads: readonly string[], rows: readonly Row[], head: Mark, mark: Mark): string {
  const per = beside(width, heads.length);
  if (per < heads.length) return stacked(width, heads, rows, per, head, mark);
  return table(width, heads.length, rows, heads.length > 1 ? mark : (text) => text, true);
}

/** Heads over columns: see `Sheet`. */
export function columnHeads(width: number, heads: readonly string[], head: Mark): string {
  if (beside(width, heads.length) < heads.length) return wrap(width, heads.map(head).join('; '), 2);
  return table(width, heads.length, [['', heads]], head, true);
}
