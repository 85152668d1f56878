/** What a pattern says, by the part before its colon. */
const PATTERNS: Readonly<Record<string, (rest: string) => string>> = {
  text: (rest) => `its bytes in memory are the text "${rest}"`, poison: (rest) => (rest === 'list' ? 'it is the mark of a list entry that was taken out' : `it is filled with 0x${rest}, which the kernel writes into memory that nobody may use`),
  repeated: (rest) => `one byte, 0x${rest}, is repeated`, 'all-ones': () => 'all 64 bits are set', 'bare-address': () => 'all twelve low bits are zero, and the rest is a page-aligned address',
  'kernel-pointer': () => 'it looks like a pointer of the kernel', 'small-bytes': (rest) => `every byte is between 0x${rest.replace('-', ' and 0x')}: samples or pixel data`,
  'null-plus': (rest) => `a null pointer plus ${rest}`, 'sign-extended': (rest) => `the sign extension of ${rest}: a 32-bit value used as a pointer`, 'error-number': (rest) => `the error number ${rest} used as a pointer`,
  'non-canonical': () => 'no address that can be translated',
};

/** A pattern in words. */
export function patternText(pattern: string): string {
  const colon = pattern.indexOf(':');
  const [name, rest] = colon < 0 ? [pattern, ''] : [pattern.slice(0, colon), pattern.slice(colon + 1)];
  return PATTERNS[name]?.(rest) ?? pattern;
}
