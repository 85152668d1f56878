import { otherMeanings } from '@faultline/codec-kit';
import type { EntryReading, EvidenceMaker } from '@faultline/contracts';
import type { CounterFacts, EntryFacts, FaultFacts, ReportFacts, RootFacts } from '../document';
import type { Draft } from '../read/draft';
import { vmFlagNames } from '../vm-flags';
import { ruleOf } from './checks';
import { contextOf, type Context, type Given } from './context';
import { entriesOf, indexOf, physicalOf, type Entry } from './entries';
import { faultOf, type Fault } from './fault';
import { judge, type Judgement } from './verdict';
import { cpuContext } from './refusal';
import { swapValuesOf, type SwapValue } from './swaps';
import { beyond, widthOf, type Width } from './width';

/** A report as facts, and what a face needs besides to tell them in words. */
export interface Analysed {
  readonly facts: ReportFacts;
  /** Readings of the entries, in their order. */
  readonly readings: readonly EntryReading[];
  /** The level under which each was printed, and its index and place where those are known. */
  readonly places: readonly { readonly printed: string; readonly index?: number; readonly at?: bigint; readonly wrongPlace?: true; readonly wrongIndex?: true }[];
  /** Each bit or field of the fault code, in words. */
  readonly fields: readonly string[];
  /** State of the CPU beside the tables, in words. */
  readonly cpu: readonly string[];
  /** What is missing for a verdict, in words. */
  readonly missing: readonly string[];
  /** What was printed beside that is worth a line. */
  readonly remarks: readonly string[];
}

const hexOf = (value: bigint): string => `0x${value.toString(16)}`;
const wordOf = (value: bigint): string => `0x${value.toString(16).padStart(16, '0')}`;
const orNull = <T>(value: T | undefined): T | null => value ?? null;
const PAGES_OF_HUGE = 512;
const TABLE_BYTES = 4096;

/** Bits that the width of addresses makes reserved, beside those that always are. */
function reservedOf({ reading, level }: Entry, width: Width | undefined): readonly number[] {
  if (width === undefined || !('atMost' in width) || level !== width.level) return reading.reserved;
  return [...new Set([...reading.reserved, ...beyond(reading.raw, width.atMost)])].sort((a, b) => a - b);
}

function entryFacts(entry: Entry, width: Width | undefined): EntryFacts {
  const { reading: { raw, kind, physical, user, kernel, neverSet, memType, swap }, near, patterns, name } = entry;
  return {
    level: name, raw: wordOf(raw), kind, physical: physical === undefined ? null : hexOf(physical), user, kernel, reserved: reservedOf(entry, width), neverSet, memType: orNull(memType),
    swap: swap === undefined ? null : { type: swap.type, name: swap.name, offset: hexOf(swap.offset), pfn: swap.pfn === undefined ? null : hexOf(swap.pfn), flags: swap.flags },
    nearest: near.map(({ raw: word, distance, bits }) => ({ raw: wordOf(word), distance, bits })), patterns,
  };
}

function faultFacts(fault: Fault, entries: readonly Entry[], context: Context): FaultFacts {
  const { reading, code, access, mode, address, patterns, contradictions } = fault;
  const physical = physicalOf(entries, context.draft.walkAddress ?? address, context);
  return {
    code: code === undefined ? null : hexOf(code), access: orNull(access), mode: orNull(mode), present: orNull(reading?.present), reserved: orNull(reading?.reserved ?? (context.maker.name === 'x86-64' ? undefined : undefined)),
    level: orNull(reading?.level), space: orNull(reading?.space), address: address === undefined ? null : hexOf(address), physical: physical === undefined ? null : hexOf(physical),
    words: reading?.words ?? [mode, access === undefined ? 'access of an unknown kind: neither read, write nor fetch is printed' : access].filter((part) => part !== undefined).join(' '), patterns, contradictions,
  };
}

function rootFacts({ draft: { root }, evidence, maker }: Context): RootFacts | null {
  if (root === undefined) return null;
  const { physical, asid, levels } = root.source === 'pgdp' ? { physical: root.value, asid: undefined, levels: undefined } : evidence.root(root.value);
  return { raw: wordOf(root.value), physical: hexOf(physical), levels: orNull(levels ?? (maker.name === 's390' ? undefined : undefined)), asid: orNull(asid) };
}

const counterFacts = ({ counters }: Draft): CounterFacts[] => counters.map(({ name, value }) => ({
  name, value, inHugePages: name !== 'pgtables_bytes' && name.startsWith('MM_') && value !== 0 && value % PAGES_OF_HUGE === 0 ? value / PAGES_OF_HUGE : null,
  inTables: name === 'pgtables_bytes' && value % TABLE_BYTES === 0 ? value / TABLE_BYTES : name.startsWith('nr_') ? value : null,
}));

function pageFacts({ page }: Draft): ReportFacts['page'] {
  if (page === undefined) return null;
  return { pfn: page.pfn === undefined ? null : hexOf(page.pfn), refcount: orNull(page.refcount), mapcount: orNull(page.mapcount), flags: page.flags ?? [] };
}

const widthFacts = (width: Width | undefined): ReportFacts['maxPhysBits'] => (width === undefined ? null : 'atMost' in width ? { atMost: width.atMost } : width);

/** Is each index that of the address, and does each entry lie where the one above points? */
function placesOf(entries: readonly Entry[], address: bigint | undefined, context: Context): Analysed['places'] {
  const ENTRY_BYTES = 8n;
  return entries.map((entry, at) => {
    const own = address === undefined ? undefined : indexOf(address, entry.level, context);
    const above = entries[at - 1]?.reading.physical ?? rootPhysical(context);
    const place = above === undefined || entry.index === undefined ? undefined : above + BigInt(entry.index) * ENTRY_BYTES;
    return {
      printed: entry.printed, ...(own !== undefined && { index: own }), ...(entry.at !== undefined && { at: entry.at }),
      ...(entry.index !== undefined && own !== undefined && entry.index !== own && { wrongIndex: true as const }), ...(entry.at !== undefined && place !== undefined && entry.at !== place && { wrongPlace: true as const }),
    };
  });
}

const rootPhysical = ({ draft: { root }, evidence }: Context): bigint | undefined => (root === undefined ? undefined : evidence.root(root.value).physical);

function cpuWords(context: Context): string[] {
  const { guardsData, guardsFetch, pkru } = cpuContext(context);
  const { guards } = context.evidence;
  const state = (name: string | undefined, on: boolean | undefined): string[] => (name === undefined || on === undefined ? [] : [`${name.toUpperCase()} ${on ? 'on' : 'off'}`]);
  const sum = guards.data === 'sum' && guardsData !== undefined ? [`SUM ${guardsData ? 'clear' : 'set'}: the kernel ${guardsData ? 'may not' : 'may'} access user pages`] : state(guards.data, guardsData);
  return [...sum, ...state(guards.fetch, guardsFetch), ...(pkru === undefined ? [] : [`PKRU 0x${pkru.toString(16)}`])];
}

const LIST_WORD = 6;
/** Mapcount and reference count as the words of the page structure have them. */
function rawRemark({ page }: Draft, big: boolean): string[] {
  const word = page?.raw?.[LIST_WORD];
  if (word === undefined) return [];
  const [low, high] = big ? [word >> 32n, word & 0xffffffffn] : [word & 0xffffffffn, word >> 32n];
  const [mapcount, refcount] = [BigInt.asIntN(32, low) + 1n, BigInt.asIntN(32, high)];
  return [`raw word 7, ${wordOf(word)}: refcount ${refcount}, mapcount field ${BigInt.asIntN(32, low)}, that is mapcount ${mapcount}`];
}

/** Facts beside the entries, in words. */
function remarksOf(entries: readonly Entry[], context: Context, swaps: readonly SwapValue[]): string[] {
  const { draft, evidence } = context;
  const leaf = entries.at(-1)?.reading;
  const pageShift = BigInt(evidence.architecture.geometry.pageShift);
  const remarks: string[] = [];
  if (draft.suppressed !== undefined) remarks.push(`${draft.suppressed} messages like this were suppressed before it: it is one of many`);
  if (draft.place !== undefined) remarks.push(`0x${draft.place.toString(16)} in front of the value is where the entry lies, not an entry`);
  if (draft.rmpPfn !== undefined) {
    const agrees = leaf?.physical !== undefined && leaf.physical >> pageShift === draft.rmpPfn;
    remarks.push(`SEV-SNP line: PFN 0x${draft.rmpPfn.toString(16)}, ${agrees ? 'the frame of the entry' : 'not the frame of the entry'}${draft.rmpText ?? ''}`);
  }
  if (draft.nxTried === true) remarks.push('the kernel noted an attempt to execute a page that is not executable');
  if (draft.smepSaid === true) remarks.push('"unable to execute userspace code (SMEP?)" is printed on the user bit of the top entry alone: no proof of SMEP');
  if (draft.between !== undefined) remarks.push(`nothing is walked: ${draft.between}`);
  if (draft.page?.pfn !== undefined && leaf?.physical !== undefined) remarks.push(`the dumped page is frame 0x${draft.page.pfn.toString(16)}, ${leaf.physical >> pageShift === draft.page.pfn ? 'that of the entry' : 'not that of the entry'}`);
  for (const { type, offset, matches, name } of swaps) remarks.push(`swap value: type ${type} (${name}), offset 0x${offset.toString(16)}${matches === null ? '; no printed entry says the same' : `: the same as the ${matches} entry, so the layout is the one taken`}`);
  for (const { reading } of entries) if (reading.swap !== undefined && reading.swap.name !== 'swap') remarks.push(`type ${reading.swap.type} depends on release and build: ${otherMeanings(reading.swap.type).join('; ')}`);
  return [...remarks, ...rawRemark(draft, evidence.architecture.geometry.byteOrder === 'big')];
}

const swapAssumption = (entries: readonly Entry[]): string[] => entries.flatMap(({ reading: { swap } }) => (swap === undefined ? [] : [`swap: ${swap.under}`]));

/** A report without an architecture: only what every architecture prints. */
function unplaced(draft: Draft): Analysed {
  const rule = { 'bad-rss': { printer: 'kernel/fork.c:check_mm', check: 'every counter of a dying address space is zero', holds: true }, 'bad-swap': { printer: `mm/swapfile.c:${draft.swaps[0]?.function ?? ''}`, check: draft.swaps[0]?.what ?? '', holds: null } };
  const known = (rule as Partial<Record<string, ReportFacts['rule']>>)[draft.kind];
  return {
    facts: {
      kind: draft.kind, lines: [draft.first, draft.last], arch: null, config: null, release: draft.release ?? null, profile: null, exact: false,
      assumptions: ['no line tells the architecture: name it by --arch'], verdict: 'not-enough', because: ['no-architecture'],
      fault: draft.address === undefined ? null : { code: null, access: orNull(draft.access), mode: orNull(draft.mode), present: null, reserved: null, level: null, space: null, address: hexOf(draft.address), physical: null, words: draft.message ?? '', patterns: [], contradictions: [] },
      root: null, entries: [], swapValues: draft.swaps.map(({ value }) => ({ raw: wordOf(value), type: Number(value >> 58n), offset: hexOf(value & ((1n << 58n) - 1n)), matches: null })), maxPhysBits: null,
      vmFlags: draft.vma === undefined ? null : vmFlagNames(draft.vma.flags, undefined, undefined), page: pageFacts(draft), counters: counterFacts(draft), rule: known ?? { printer: draft.printer ?? '', check: '', holds: null },
    },
    readings: [], places: [], fields: [], cpu: [], missing: ['the architecture'], remarks: [],
  };
}

function factsOf(context: Context, parts: { entries: readonly Entry[]; fault: Fault | undefined; width: Width | undefined; swaps: readonly SwapValue[]; judged: Judgement }): ReportFacts {
  const { draft, evidence, maker, release, taken, assumptions } = context;
  const { entries, fault, width, swaps, judged } = parts;
  return {
    kind: draft.kind, lines: [draft.first, draft.last], arch: maker.name, config: evidence.architecture.config, release: orNull(release), profile: evidence.architecture.kernel, exact: evidence.exact,
    assumptions: [...assumptions, ...swapAssumption(entries), ...judged.missing.map((each) => `missing: ${each}`)], verdict: judged.verdict, because: judged.because,
    fault: fault === undefined ? null : faultFacts(fault, entries, context), root: rootFacts(context), entries: entries.map((entry) => entryFacts(entry, width)),
    swapValues: swaps.map(({ raw, type, offset, matches }) => ({ raw: wordOf(raw), type, offset: hexOf(offset), matches })), maxPhysBits: widthFacts(width),
    vmFlags: draft.vma === undefined ? null : vmFlagNames(draft.vma.flags, maker.name, taken), page: pageFacts(draft), counters: counterFacts(draft), rule: ruleOf(entries, context),
  };
}

/** Turns a report into facts. `beside`: what the reports next to it say of the machine. */
export function analyse(draft: Draft, makers: readonly EvidenceMaker[], given: Given, beside: { readonly arch?: string; readonly config?: string; readonly release?: string } = {}): Analysed {
  const context = contextOf(draft, makers, given, beside);
  if (context === undefined) return unplaced(beside.release !== undefined && draft.release === undefined ? { ...draft, release: beside.release } : draft);
  const { entries, unread } = entriesOf(context);
  const fault = faultOf(context);
  const width = fault === undefined ? undefined : widthOf(entries, fault, context);
  const swaps = swapValuesOf(entries, context);
  const judged = judge({ context, entries, unread, fault, width, swaps });
  return {
    facts: factsOf(context, { entries, fault, width, swaps, judged }), readings: entries.map(({ reading }) => reading), places: placesOf(entries, draft.walkAddress ?? fault?.address, context),
    fields: fault?.reading?.fields ?? [], cpu: cpuWords(context), missing: judged.missing, remarks: remarksOf(entries, context, swaps),
  };
}

