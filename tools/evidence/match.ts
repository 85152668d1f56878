/** What does not match an expectation, by the rules of the README of the field reports: a line each, none if all does. */
export function mismatches(expected: unknown, actual: unknown, at = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${at}: ${show(actual)} is no list`];
    return expected.flatMap((one, place) => (actual.some((each) => mismatches(one, each).length === 0) ? [] : [`${at}[${place}]: ${show(one)} matches none of ${show(actual)}`]));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [`${at}: ${show(actual)} is no object`];
    return Object.entries(expected).flatMap(([key, value]) => (key.startsWith('!') ? forbidden(value as unknown[], (actual as Record<string, unknown>)[key.slice(1)], `${at}.${key}`) : mismatches(value, (actual as Record<string, unknown>)[key], `${at}.${key}`)));
  }
  if (typeof expected === 'string' && expected.startsWith('~'))
    return typeof actual === 'string' && actual.toLowerCase().includes(expected.slice(1).toLowerCase()) ? [] : [`${at}: ${show(actual)} does not contain ${expected.slice(1)}`];
  return expected === actual ? [] : [`${at}: ${show(actual)} is not ${show(expected)}`];
}

function forbidden(values: readonly unknown[], actual: unknown, at: string): string[] {
  const found = Array.isArray(actual) ? actual : [actual];
  return values.filter((value) => found.some((each) => mismatches(value, each).length === 0)).map((value) => `${at}: ${show(value)} is there`);
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
