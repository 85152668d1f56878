const BYTES = 8;
const WORD = 64n;
const ONES = (1n << WORD) - 1n;
const PAGE = 0xfffn;

/** Bytes of a word as they lie in memory. */
export function bytesOf(raw: bigint, byteOrder: 'little' | 'big'): number[] {
  const bytes = Array.from({ length: BYTES }, (_, at) => Number((raw >> BigInt(8 * at)) & 0xffn));
  return byteOrder === 'little' ? bytes : bytes.reverse();
}

const SPACE = 0x20;
const DELETE = 0x7f;
const isPrintable = (byte: number): boolean => byte >= SPACE && byte < DELETE;
/** What stands between printable characters in texts: the end of a string, tab, line feed, carriage return. */
const BETWEEN = [0, 9, 10, 13];
const FEWEST = 5;

/** The word as text, where it is one: other characters as dots. */
export function textIn(raw: bigint, byteOrder: 'little' | 'big'): string | undefined {
  const bytes = bytesOf(raw, byteOrder);
  if (!bytes.every((byte) => isPrintable(byte) || BETWEEN.includes(byte)) || bytes.filter(isPrintable).length < FEWEST) return undefined;
  return bytes.map((byte) => (isPrintable(byte) ? String.fromCharCode(byte) : '.')).join('');
}

/** What kernels and test tools fill memory with. @kernel v6.2-rc3 include/linux/poison.h */
const POISONS: Readonly<Record<number, string>> = {
  0x5a: 'slab, in use', 0x6b: 'slab, freed', 0xa5: 'end of a slab object', 0xaa: 'freed page', 0xcc: 'unused text', 0xbb: 'red zone', 0xfe: 'uninitialised', 0x4e: 'no such thing', 0x6d: 'mutex', 0xa7: 'stack',
};
/** @kernel v6.2-rc3 include/linux/poison.h:LIST_POISON1 */
const LIST_POISON = 0xdead000000000000n;
const LIST_WIDTH = 0x1000n;
const LOWEST_REPEATED = 0x10;

/** The byte that fills a word; undefined: several do. */
function fill(raw: bigint): number | undefined {
  const [first, ...rest] = bytesOf(raw, 'little');
  return first !== undefined && rest.every((byte) => byte === first) ? first : undefined;
}
const byteText = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Poison in a word, or an address near to poison: `6b`, `list`. */
export function poisonIn(raw: bigint): string | undefined {
  const byte = fill(raw & ~PAGE) ?? fill(raw);
  const whole = fill(raw);
  if (whole !== undefined && Object.hasOwn(POISONS, whole)) return byteText(whole);
  if ((raw & ~(LIST_WIDTH - 1n)) === LIST_POISON) return 'list';
  const top = Number(raw >> 56n);
  const upper = raw >> 16n;
  const repeated = (BigInt(top) * 0x010101010101n) & ((1n << 48n) - 1n);
  return byte === undefined && upper === repeated && Object.hasOwn(POISONS, top) ? byteText(top) : undefined;
}
/** What a poison byte stands for. */
export const poisonText = (name: string): string => (name === 'list' ? 'a list entry that was taken out' : POISONS[Number.parseInt(name, 16)] ?? 'a filled word');

const KERNEL_POINTER_LOW = 0xffff800000000000n;
const LARGEST_PHYSICAL = 1n << 46n;

/** Patterns of a word that stands in place of an entry. `plain`: the word has no form of its own. */
export function patternsOf(raw: bigint, byteOrder: 'little' | 'big', plain: boolean): string[] {
  if (raw === ONES) return ['all-ones'];
  const [text, poison, byte] = [textIn(raw, byteOrder), poisonIn(raw), fill(raw)];
  const found: string[] = [];
  if (text !== undefined) found.push(`text:${text}`);
  if (poison !== undefined) found.push(`poison:${poison}`);
  else if (byte !== undefined && byte >= LOWEST_REPEATED) found.push(`repeated:${byteText(byte)}`);
  if (!plain || found.length > 0) return found;
  if (raw >= KERNEL_POINTER_LOW) found.push('kernel-pointer');
  else if (raw !== 0n && (raw & PAGE) === 0n && raw < LARGEST_PHYSICAL) found.push('bare-address');
  else if (isSmall(raw)) found.push(`small-bytes:${smallText(raw)}`);
  return found;
}

const SMALL_SPREAD = 8;
/** Every byte is near to every other: samples or pixels. */
function isSmall(raw: bigint): boolean {
  const bytes = bytesOf(raw, 'little');
  return raw !== 0n && Math.max(...bytes) - Math.min(...bytes) <= SMALL_SPREAD && Math.min(...bytes) > 0;
}
const smallText = (raw: bigint): string => `${byteText(Math.min(...bytesOf(raw, 'little')))}-${byteText(Math.max(...bytesOf(raw, 'little')))}`;

/** Words that no kernel ever means. */
export const isStrong = (pattern: string): boolean => !pattern.startsWith('small-bytes') && !pattern.startsWith('repeated');
/** The name of a pattern among reasons. */
export const patternName = (pattern: string): string => pattern.split(':')[0]!;

const LOW_PAGE = 0x1000n;
const UPPER_ONES = 0xffffffffn;
const SIGN = 1n << 31n;
const ERRORS = 4096n;

/** What an address looks like. @param image the kernel itself lies in the upper 2 GiB */
export function addressPatterns(address: bigint, image: boolean, half: string | undefined): string[] {
  const found: string[] = [];
  const low = address & UPPER_ONES;
  const negative = (1n << WORD) - address;
  if (address < LOW_PAGE) found.push(`null-plus:0x${address.toString(16)}`);
  if (negative < ERRORS) found.push(`error-number:-${negative}`);
  else if (!image && address >> 32n === UPPER_ONES && low & SIGN) found.push(`sign-extended:0x${low.toString(16)}`);
  const poison = poisonIn(address);
  if (poison !== undefined) found.push(`poison:${poison}`);
  const text = textIn(address, 'little');
  if (text !== undefined && half === undefined) found.push(`text:${text}`);
  if (half === undefined) found.push('non-canonical');
  return found;
}
