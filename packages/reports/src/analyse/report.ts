import type { EntryReading, EvidenceMaker } from '@faultline/contracts';
import type { CounterFacts, EntryFacts, FaultFacts, ReportFacts, RootFacts } from '../document';
import { addressPatterns } from '../patterns';
import type { Draft } from '../read/draft';
import { vmFlagNames } from '../vm-flags';
import { ruleOf } from './checks';
import { contextOf, type Context, type Given } from './context';
import { entriesOf, indexOf, physicalOf, type Entry } from './entries';
import { faultOf, type Fault } from './fault';
import { judge } from './verdict';
import type { Judgement } from './weighing';
import { cpuContext } from './refusal';
import { remarksOf } from './remarks';
import { swapValuesOf, type SwapValue } from './swaps';
import { beyond, widthOf, type Width } from './width';

/** A report as facts, and what a face needs besides to tell them in words. */
export interface Analysed {
  /** The report as facts. */
  readonly facts: ReportFacts;
  /** Readings of the entries, in their order. */
  readonly readings: readonly EntryReading[];
  /** The level under which each was printed, and its index where the address is known. */
  readonly places: readonly { readonly printed: string; readonly index?: number }[];
  /** Levels of the tables, and log2 of a page. */
  readonly shape: { readonly levels: number; readonly pageShift: number };
  /** Each bit or field of the fault code, in words. */
  readonly fields: readonly string[];
  /** State of the CPU beside the tables, in words. */
  readonly cpu: readonly string[];
  /** Which entry refuses, by its name, and by what. */
  readonly refusals: readonly { readonly level: string; readonly because: string }[];
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
    code: code === undefined ? null : hexOf(code), access: orNull(access), mode: orNull(mode), present: orNull(reading?.present), reserved: orNull(reading?.reserved),
    level: orNull(reading?.level), space: orNull(reading?.space), address: address === undefined ? null : hexOf(address), physical: physical === undefined ? null : hexOf(physical),
    words: reading?.words ?? [mode, access === undefined ? 'access of an unknown kind: neither read, write nor fetch is printed' : access].filter((part) => part !== undefined).join(' '), patterns, contradictions,
  };
}

function rootFacts({ draft: { root }, evidence }: Context): RootFacts | null {
  if (root === undefined) return null;
  const { physical, asid, levels } = root.source === 'pgdp' ? { physical: root.value, asid: undefined, levels: undefined } : evidence.root(root.value);
  return { raw: wordOf(root.value), physical: hexOf(physical), levels: orNull(levels), asid: orNull(asid) };
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

/** Under which name each entry was printed, and its index. */
const placesOf = (entries: readonly Entry[], address: bigint | undefined, context: Context): Analysed['places'] => entries.map(({ printed, level, index }) => {
  const own = index ?? (address === undefined ? undefined : indexOf(address, level, context));
  return { printed, ...(own !== undefined && { index: own }) };
});

function cpuWords(context: Context): string[] {
  const { guardsData, guardsFetch, pkru } = cpuContext(context);
  const { guards } = context.evidence;
  const state = (name: string | undefined, on: boolean | undefined): string[] => (name === undefined || on === undefined ? [] : [`${name.toUpperCase()} ${on ? 'on' : 'off'}`]);
  const sum = guards.data === 'sum' && guardsData !== undefined ? [`SUM ${guardsData ? 'clear' : 'set'}: the kernel ${guardsData ? 'may not' : 'may'} access user pages`] : state(guards.data, guardsData);
  return [...sum, ...state(guards.fetch, guardsFetch), ...(pkru === undefined ? [] : [`PKRU 0x${pkru.toString(16)}`])];
}

const swapAssumption = (entries: readonly Entry[]): string[] => entries.flatMap(({ reading: { swap } }) => (swap === undefined ? [] : [`swap: ${swap.under}`]));

/** A report of which no architecture can be told: nothing but its address. */
function unplaced(draft: Draft, release: string | undefined): Analysed {
  const { kind, first, last, address, access, mode, message = '' } = draft;
  const fault: FaultFacts = {
    code: null, access: orNull(access), mode: orNull(mode), present: null, reserved: null, level: null, space: null, address: address === undefined ? null : hexOf(address), physical: null, words: message,
    patterns: address === undefined ? [] : addressPatterns(address, false, 'any'), contradictions: [],
  };
  return {
    facts: {
      kind, lines: [first, last], arch: null, config: null, release: orNull(draft.release ?? release), profile: null, exact: false, assumptions: ['no line tells the architecture: name it by --arch'],
      ...(fault.patterns.some((pattern) => pattern.startsWith('null-plus')) ? { verdict: 'program-error', because: ['null-pointer', 'no-architecture'] } : { verdict: 'not-enough', because: ['no-architecture'] }), fault, root: null, entries: [], swapValues: [], maxPhysBits: null, vmFlags: null, page: null, counters: [],
      rule: { printer: draft.printer ?? '', check: 'none by the kernel: the CPU refused the access', holds: null },
    },
    readings: [], places: [], shape: { levels: 0, pageShift: 12 }, fields: [], cpu: [], refusals: [], missing: ['the architecture'], remarks: [],
  };
}

function factsOf(context: Context, parts: { entries: readonly Entry[]; fault: Fault | undefined; width: Width | undefined; swaps: readonly SwapValue[]; judged: Judgement }): ReportFacts {
  const { draft, evidence, maker, release, taken, assumptions, neutral } = context;
  const { entries, fault, width, swaps, judged } = parts;
  return {
    kind: draft.kind, lines: [draft.first, draft.last], arch: neutral ? null : maker.name, config: neutral ? null : evidence.architecture.config, release: orNull(release), profile: neutral ? null : evidence.architecture.kernel, exact: !neutral && evidence.exact,
    assumptions: [...assumptions, ...swapAssumption(entries), ...judged.missing.map((each) => `missing: ${each}`)], verdict: judged.verdict, because: judged.because,
    fault: fault === undefined ? null : faultFacts(fault, entries, context), root: rootFacts(context), entries: entries.map((entry) => entryFacts(entry, width)),
    swapValues: swaps.map(({ raw, type, offset, matches }) => ({ raw: wordOf(raw), type, offset: hexOf(offset), matches })), maxPhysBits: widthFacts(width),
    vmFlags: draft.vma === undefined ? null : vmFlagNames(draft.vma.flags, maker.name, taken), page: pageFacts(draft), counters: counterFacts(draft), rule: ruleOf(entries, context),
  };
}

/** Turns a report into facts. `beside`: what the reports next to it say of the machine. */
export function analyse(draft: Draft, makers: readonly EvidenceMaker[], given: Given, beside: { readonly arch?: string; readonly config?: string; readonly release?: string } = {}): Analysed {
  const context = contextOf(draft, makers, given, beside);
  if (context === undefined) return unplaced(draft, beside.release);
  const { entries, unread } = entriesOf(context);
  const fault = faultOf(context);
  const width = fault === undefined ? undefined : widthOf(entries, fault, context);
  const swaps = swapValuesOf(entries, context);
  const judged = judge({ context, entries, unread, fault, width, swaps });
  return {
    facts: factsOf(context, { entries, fault, width, swaps, judged }), readings: entries.map(({ reading }) => reading), places: placesOf(entries, draft.walkAddress ?? fault?.address, context),
    shape: { levels: context.evidence.architecture.geometry.topLevel + 1, pageShift: context.evidence.architecture.geometry.pageShift }, fields: fault?.reading?.fields ?? [], cpu: cpuWords(context), missing: judged.missing,
    refusals: judged.refusals.map(({ level, because }) => ({ level: entries.find((entry) => entry.level === level)?.printed ?? '', because })), remarks: remarksOf(entries, fault, context, swaps),
  };
}

