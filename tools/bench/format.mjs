/** Figures for people: three digits, thousands apart, a dash for none. */
export function figure(value) {
  if (value === undefined || value === null || Number.isNaN(value)) return '-';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A ratio, as `1.43x`. */
export const times = (value) => (value === undefined ? '-' : `${value.toFixed(2)}x`);

/** Median with least and greatest. */
export const range = ({ median, min, max }) => `${times(median)} [${min.toFixed(2)} … ${max.toFixed(2)}]`;

/** Lines of a table: the first `left` columns flush left, the others flush right. */
export function table(header, rows, left = 1) {
  const cells = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const pad = (text, column) => (column < left ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return cells.map((row) => row.map(pad).join('  ').trimEnd());
}

/** Text in lines of at most `width` characters, each after the first indented. */
export function wrapped(text, width = 100, indent = '    ') {
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
