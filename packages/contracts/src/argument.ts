/** What a caller passed may be anything. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const MOST_SHOWN = 40;

/** What a caller passed, short and on one line, for a message that refuses it. */
export function argumentText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : Object.is(value, -0) ? '0' : String(value);
}

const MOST_LETTERS = 40;

/** Letters to be put in, taken out, replaced or swapped with their neighbour until one word is the other. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}

/** The word that was meant, if one is near: `wirte` is `write`. */
export function nearestWord(value: unknown, words: readonly string[]): string | undefined {
  if (typeof value !== 'string' || value.length > MOST_LETTERS) return undefined;
  const near = words.map((word) => ({ word, away: distance(value.toLowerCase(), word.toLowerCase()) })).sort((a, b) => a.away - b.away)[0];
  return near !== undefined && near.away <= Math.max(1, Math.floor(near.word.length / 3)) ? near.word : undefined;
}

/**
 * An option under a misspelt name, which nothing would read, as message and remedy; undefined: there is none. Keys that are near no option
 * are let pass: an object may say more than what it is asked for.
 */
export function misspeltKey(of: string, given: object, known: readonly string[]): { readonly message: string; readonly remedy: string } | undefined {
  for (const key of Object.keys(given)) {
    const near = known.includes(key) ? undefined : nearestWord(key, known);
    if (near !== undefined) return { message: `${of} has the key ${argumentText(key)}, which nothing reads`, remedy: `did you mean ${near}?` };
  }
  return undefined;
}

/** What to do about a word that is none of these. */
export function wordRemedy(name: string, value: unknown, words: readonly string[]): string {
  const near = nearestWord(value, words);
  return near === undefined ? `pass one of ${words.join(', ')} as ${name}` : `did you mean ${near}?`;
}
