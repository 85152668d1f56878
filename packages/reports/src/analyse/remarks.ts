import { otherMeanings } from '@faultline/codec-kit';
import { PGD, PMD, wordHi, wordLo } from '@faultline/contracts';
import type { Draft } from '../read/draft';
import { mapsFrames } from './checks';
import type { Context } from './context';
import { indexOf, type Entry } from './entries';
import type { Fault } from './fault';
import type { SwapValue } from './swaps';

const wordOf = (value: bigint): string => `0x${value.toString(16).padStart(16, '0')}`;
const hexOf = (value: bigint): string => `0x${value.toString(16)}`;
const WORD = 64;
const when = (holds: boolean | undefined, ...texts: readonly string[]): readonly string[] => (holds === true ? texts : []);

const MAPCOUNT_WORD = 6;
/** Mapcount and reference count as the words of the page structure have them. */
function rawRemark({ page }: Draft, big: boolean): string[] {
  const word = page?.raw?.[MAPCOUNT_WORD];
  if (word === undefined) return [];
  const [low, high] = big ? [word >> 32n, word & 0xffffffffn] : [word & 0xffffffffn, word >> 32n];
  const field = BigInt.asIntN(32, low);
  return [`raw word 7, ${wordOf(word)}: refcount ${BigInt.asIntN(32, high)}, mapcount field ${field}, that is ${field + 1n}`];
}

/** What the entry would be if it were special, as those of a mapping of frames are. */
function specialRemark(entry: Entry | undefined, context: Context): string[] {
  if (entry === undefined || !entry.reading.valid || mapsFrames(context) !== true || context.evidence.special(entry.level, entry.reading.raw)) return [];
  const { evidence: { special, architecture: { codec } } } = context;
  const { raw } = entry.reading;
  const isDevmap = (word: bigint): boolean => codec.devmap(entry.level, wordLo(word), wordHi(word));
  const bits = Array.from({ length: WORD }, (_, bit) => bit).filter((bit) => special(entry.level, raw | (1n << BigInt(bit))) || (isDevmap(raw) && !isDevmap(raw & ~(1n << BigInt(bit)))));
  const expected = bits.reduce((word, bit) => word ^ (1n << BigInt(bit)), raw);
  return [`entries of a mapping of frames (PFNMAP, MIXEDMAP) should be special; this one is not: expected ${wordOf(expected)}, ${bits.length} bits away (${bits.join(' and ')})`];
}

/** What a walk printed for each entry, held against the address. */
function walkRemark(entries: readonly Entry[], address: bigint | undefined, root: bigint | undefined, context: Context): string[] {
  const indexed = entries.filter(({ index }) => index !== undefined);
  if (indexed.length === 0 || address === undefined) return [];
  const wrong = indexed.filter((entry) => entry.index !== indexOf(address, entry.level, context));
  const strayed = entries.filter((entry, at) => {
    const above = at === 0 ? root : entries[at - 1]!.reading.physical;
    return entry.at !== undefined && above !== undefined && entry.index !== undefined && entry.at !== above + BigInt(entry.index) * 8n;
  });
  return [
    wrong.length === 0 ? 'the indices agree with the address' : `the index of ${wrong.map(({ printed }) => printed).join(', ')} is not that of the address: another address was walked`,
    ...when(entries.some(({ at }) => at !== undefined), strayed.length === 0 ? 'each entry lies where the one above points' : `${strayed.map(({ printed }) => printed).join(', ')} lies not where the entry above points`),
  ];
}

/** Other readings of a swap-style word, which the release does not have. */
const swapRemarks = (entries: readonly Entry[], { evidence }: Context, values: readonly SwapValue[]): string[] => entries.flatMap(({ reading: { swap, raw } }) => {
  if (swap === undefined) return [];
  const others = values.length === 0 ? [] : evidence.otherSwaps(raw).filter(({ type, offset }) => type !== swap.type || offset !== swap.offset);
  return [
    ...(swap.name === 'swap' ? [] : [`type ${swap.type} depends on release and build: ${otherMeanings(swap.type).join('; ')}`]),
    ...others.slice(0, 1).map(({ text, type, offset }) => `by another release's ${text} the word would be type ${type}, offset ${hexOf(offset)}: not this kernel`),
  ];
});

function pageRemarks({ draft }: Context, leaf: Entry['reading'] | undefined, pageShift: bigint): string[] {
  const { page, vma, fileOps } = draft;
  const frame = leaf?.physical === undefined ? undefined : leaf.physical >> pageShift;
  return [
    ...when(page?.pfn !== undefined && frame !== undefined, `the dumped page is frame ${hexOf(page?.pfn ?? 0n)}, ${frame === page?.pfn ? 'that of the entry' : 'not that of the entry'}`),
    ...when(page?.flags?.includes('reserved'), 'the page is reserved: such a page is never counted'),
    ...when(fileOps !== undefined && fileOps !== '' && fileOps !== '0x0', `fault handler of the mapping: ${fileOps ?? ''}`),
    ...when(vma !== undefined && vma.anonymous === true && fileOps === '', 'the mapping is anonymous memory'),
  ];
}

const FRAME = 0x000ffffffffff000n;
const LONG_RUN = 8;
/** Frame bits that are set in a row: no flip of one bit makes them. */
function runRemark({ reading: { raw, valid } }: Entry, reserved: boolean): string[] {
  if (!reserved || !valid) return [];
  const digits = (raw & FRAME).toString(2);
  const run = /^1+/.exec(digits)![0].length;
  const top = digits.length - 1;
  return run < LONG_RUN ? [] : [`address bits ${top} to ${top - run + 1} are all set: no flip of a single bit`];
}

const HUGE_PAGES = 512n;
/** A frame of a large page begins one. */
const hugeRemark = ({ level, reading: { swap } }: Entry): readonly string[] =>
  when(level === PMD && swap?.pfn !== undefined && swap.pfn % HUGE_PAGES === 0n, `frame ${hexOf(swap?.pfn ?? 0n)} is a multiple of 512: a whole 2 MiB page`);

/** Levels that are folded print one entry under several names; more levels are told by names that differ. */
function levelRemark({ walk = [], address }: Draft, { evidence: { architecture: { geometry } } }: Context): string[] {
  const values = new Map(walk.map(({ name, value }) => [name.toLowerCase(), value]));
  const top = walk[0];
  if (top?.value === undefined || top.name.toLowerCase() !== 'pgd') return [];
  const same = ['p4d', 'pud', 'pmd'].filter((name) => values.get(name) === top.value);
  if (same.length > 0) return [`PGD and ${same.map((name) => name.toUpperCase()).join(' and ')} print one entry: ${geometry.topLevel + 1} levels`];
  return values.has('p4d') && geometry.topLevel === PGD ? [`PGD and P4D differ: five levels${address === undefined ? '' : `, and ${hexOf(address)} is an address of that width`}`] : [];
}

const SAID: Readonly<Record<string, (type: number) => string>> = {
  'Bad swap file entry': (type) => `there is no swap file of type ${type}`, 'Unused swap file entry': (type) => `the swap file of type ${type} is not in use`,
  'Bad swap offset entry': () => 'the offset lies beyond the swap file', 'Unused swap offset entry': () => 'that place of the swap file is not in use',
};
const saidText = (what: string, type: number): string => SAID[what]?.(type) ?? what;

/** A jump: an address that was fetched from is where the CPU stood. */
const jumpRemark = ({ ip }: Draft, fault: Fault | undefined): readonly string[] =>
  when(fault?.access === 'exec' && ip !== undefined && ip === fault.address, 'the instruction pointer equals the address: the CPU jumped there, by a bad function pointer or return address; that is no table problem');

/** Facts beside the entries, in words. */
export function remarksOf(entries: readonly Entry[], fault: Fault | undefined, context: Context, swaps: readonly SwapValue[]): string[] {
  const { draft, evidence, half } = context;
  const leaf = entries.at(-1)?.reading;
  const pageShift = BigInt(evidence.architecture.geometry.pageShift);
  const agrees = leaf?.physical !== undefined && draft.rmpPfn !== undefined && leaf.physical >> pageShift === draft.rmpPfn;
  const root = draft.root === undefined ? undefined : evidence.root(draft.root.value).physical;
  const big = evidence.architecture.geometry.byteOrder === 'big';
  return [
    ...when(draft.suppressed !== undefined, `${draft.suppressed ?? 0} messages were suppressed before it: it is one of many`),
    ...when(draft.place !== undefined, `${hexOf(draft.place ?? 0n)} in front of the value is where the entry lies, not an entry`),
    ...when(draft.rmpPfn !== undefined, `SEV-SNP line: PFN ${hexOf(draft.rmpPfn ?? 0n)} is ${agrees ? 'the frame of the entry' : 'not the frame of the entry'}${draft.rmpText ?? ''}`),
    ...when(draft.nxTried, 'the kernel noted an attempt to execute a page that is not executable'),
    ...when(draft.smepSaid, '"unable to execute userspace code (SMEP?)" is printed on the user bit of the top entry alone: no proof of SMEP'),
    ...when(draft.between !== undefined, `nothing is walked: ${draft.between ?? ''}`),
    ...jumpRemark(draft, fault), ...walkRemark(entries, draft.walkAddress ?? fault?.address, root, context), ...pageRemarks(context, leaf, pageShift), ...specialRemark(entries.at(-1), context),
    ...when(draft.kind === 'bad-table-entry', 'the kernel has cleared the entry after it printed it'),
    ...when(draft.root?.source === 'pgdp' && half === 'kernel' && evidence.guards.data === 'sum', 'the tables are those of the current process; the kernel\'s half is shared by all'),
    ...levelRemark(draft, context), ...entries.flatMap(hugeRemark), ...entries.slice(-1).flatMap((entry) => runRemark(entry, fault?.reading?.reason === 'reserved')),
    ...swaps.map(({ type, offset, matches, name }, at) => `${draft.swaps[at]!.function}: ${saidText(draft.swaps[at]!.what, type)}; type ${type}${name === 'swap' ? '' : ` (${name})`}, offset ${hexOf(offset)}${matches === null ? '; no printed entry says the same' : `: the same as the ${matches} entry, which confirms the layout`}`),
    ...swapRemarks(entries, context, swaps), ...rawRemark(draft, big),
  ];
}
