import type { Refusal } from '@faultline/contracts';
import { VERDICTS, type Verdict } from '../document';
import { isStrong, patternName } from '../patterns';
import { isSpecialInAnon, mapsFrames } from './checks';
import type { Context } from './context';
import type { Entry } from './entries';
import { isNull, type Fault } from './fault';
import { cpuContext, fits, isComplete, refusalsOf } from './refusal';
import type { Width } from './width';
import type { SwapValue } from './swaps';

/** What a report comes to, and why. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly because: readonly string[];
  /** What is missing, in words. */
  readonly missing: readonly string[];
  /** Which entry refuses, and by what. */
  readonly refusals: readonly Pick<Refusal, 'because' | 'level'>[];
}

/** All that is weighed. */
export interface Evidenced {
  readonly context: Context;
  readonly entries: readonly Entry[];
  readonly unread: boolean;
  readonly fault: Fault | undefined;
  readonly width: Width | undefined;
  readonly swaps: readonly SwapValue[];
}

/** Collects what holds; the gravest is said. */
class Weighing {
  readonly found = new Set<Verdict>();
  readonly because = new Set<string>();
  readonly missing: string[] = [];
  refusals: readonly Pick<Refusal, 'because' | 'level'>[] = [];
  say(verdict: Verdict, ...because: readonly string[]): void {
    this.found.add(verdict);
    for (const each of because) this.because.add(each);
  }
  note(...because: readonly string[]): void {
    for (const each of because) this.because.add(each);
  }
  end(): Judgement {
    const verdict = VERDICTS.find((each) => this.found.has(each)) ?? 'not-enough';
    return { verdict, because: [...this.because], missing: this.missing, refusals: this.refusals };
  }
}

/** A legal word at two bits tells little unless it is an ordinary one. */
const ORDINARY = 3;

/** Words that no kernel writes: patterns, flips, or neither. */
function weighWords(entries: readonly Entry[], { evidence, half }: Context, weighing: Weighing): void {
  for (const { reading, patterns, near, level } of entries) {
    const strong = patterns.filter(isStrong);
    if (reading.legal && strong.length === 0) continue;
    const close = near.find((each) => each.distance === 1 || evidence.plausibility(level, each.raw, half) >= ORDINARY);
    if (strong.length > 0) weighing.say('overwritten', ...strong.map(patternName));
    else if (close !== undefined) weighing.say('near-legal', 'bit-flip');
    else weighing.say('overwritten', ...(reading.neverSet.length > 2 ? ['too-many-bits'] : patterns.length > 0 ? patterns.map(patternName) : ['too-many-bits']));
  }
}

const FALSE_ALARMS: Readonly<Record<string, string>> = {
  huge: 'huge-leaf', protnone: 'numa-hint', 'invalid-huge': 'huge-leaf', migration: 'migration', device: 'device-private', hwpoison: 'hwpoison', marker: 'marker', 'swapin-error': 'marker',
};

/** Why a device or migration word is told only under an assumption: the table of types is not printed. */
function nameOf({ reading: { kind, swap } }: Entry): string {
  return kind === 'device' && swap?.name.startsWith('device-exclusive') === true ? 'device-exclusive' : FALSE_ALARMS[kind] ?? kind;
}

/** A table entry that was called bad, and is one that stands there rightly. */
function weighTable(entry: Entry | undefined, weighing: Weighing): void {
  if (entry === undefined || !entry.reading.legal) return;
  const { kind } = entry.reading;
  if (Object.hasOwn(FALSE_ALARMS, kind)) weighing.say('legal', nameOf(entry));
  else if (kind === 'table' || kind === 'none') weighing.say('legal', 'changed-since');
  else weighing.say('entry-explains', kind);
}

/** An entry that zapping or a fault refused. */
function weighMap(entry: Entry | undefined, { context, swaps }: Evidenced, weighing: Weighing): void {
  if (entry === undefined || !entry.reading.legal) return;
  const { reading: { kind, valid } } = entry;
  const { page, vma } = context.draft;
  if (swaps.length > 0 && swaps.every(({ matches }) => matches === null)) weighing.note('swap-mismatch');
  if (kind === 'swap') return swaps.length > 0 ? weighing.say('entry-explains', 'no-such-swap-file') : weighing.say('not-enough');
  if (kind === 'protnone') weighing.note('numa-hint');
  if (!valid && Object.hasOwn(FALSE_ALARMS, kind) && kind !== 'protnone') return weighing.say('legal', nameOf(entry));
  if (page?.mapcount !== undefined && page.mapcount < 0) {
    weighing.say('entry-explains', 'mapcount-below-zero');
    if (mapsFrames(context) === true && !context.evidence.special(entry.level, entry.reading.raw)) weighing.note('not-special');
    return undefined;
  }
  if (isSpecialInAnon(entry, context)) return weighing.say('entry-explains', vma?.anonymous === true || context.draft.fileOps === '' ? 'special-in-anon' : 'special-in-file');
  if (kind === 'none') return weighing.say('legal', entry.reading.raw === 0n ? 'changed-since' : 'stray-marks');
  weighing.missing.push('whether the frame is in the memory map of that machine', 'what the page at that frame was');
  return weighing.say('not-enough');
}

/** Values of swap alone. */
function weighSwaps({ swaps, context }: Evidenced, weighing: Weighing): void {
  const special = swaps.find(({ name }) => name !== 'swap');
  if (special !== undefined) return weighing.say('legal', special.name.startsWith('device') ? 'device-private' : special.name.startsWith('migration') ? 'migration' : special.name);
  if (swaps.some(({ beyond }) => beyond)) return weighing.say('overwritten', 'too-many-bits');
  weighing.missing.push(context.draft.kind === 'bad-swap' ? 'the page-table entry that held the value' : 'which mapping was counted wrongly');
  return weighing.say('not-enough');
}

const ABSENT = ['not-present'];

/** A fault of which no entry is printed. */
function weighBare(fault: Fault, context: Context, weighing: Weighing): void {
  const { draft, evidence: { guards } } = context;
  const { reading, patterns, mode } = fault;
  const poison = patterns.some((pattern) => pattern.startsWith('poison'));
  const reasons = draft.signalCode === undefined
    ? reading === undefined ? [] : reading.reason === 'not-present' ? ABSENT : reading.reason === 'permission' ? (reading.access === 'exec' ? ['no-exec'] : reading.access === 'write' && reading.present === true ? ['read-only'] : ['rights']) : [reading.reason]
    : draft.signalCode === 1 ? ABSENT : ['rights'];
  if (isNull(fault)) return weighing.say('program-error', 'null-pointer', ...reasons.filter((each) => each === 'not-present'));
  if (poison) return weighing.say('program-error', 'poison');
  const guarded = mode === 'kernel' && context.half === 'user' && guards.data !== undefined && cpuContext(context).guardsData === true;
  if (guarded) return weighing.say('program-error', guards.data!);
  if (mode === 'user' && reading?.reason !== 'reserved' && (reading === undefined || reading.reason !== 'other')) return weighing.say('program-error', ...reasons.filter((each) => each !== 'other'));
  if (reading?.reason === 'reserved') weighing.note('reserved-bit');
  weighing.missing.push('the page-table entries of the address: none is printed');
  return weighing.say('not-enough', ...(patterns.includes('non-canonical') ? ['non-canonical'] : []));
}

/** Faults that no printed entry can explain, by the CPU's own reason. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  ownership: ['ownership'], 'low-address': ['low-address-protection'], 'address-size': ['address-size'], other: ['other'],
};

/** Does the entry of this level hold an address with a higher bit than any other? Then the CPU, which stopped there, has fewer bits. */
function isHighest(entries: readonly Entry[], level: number | undefined): boolean {
  const bits = entries.map((entry) => ({ level: entry.level, bits: (entry.reading.physical ?? 0n).toString(2).length }));
  const own = bits.find((each) => each.level === level);
  return own !== undefined && bits.every((each) => each === own || each.bits < own.bits);
}

/** Every printed entry lets the access through. */
function weighPermitted({ entries, fault, unread }: Evidenced, weighing: Weighing): void {
  const { reading } = fault!;
  const reason = reading?.reason ?? 'permission';
  if (unread || !isComplete(entries)) {
    weighing.missing.push(unread ? 'a table that could not be read' : 'the entries below the last one printed');
    return weighing.say('not-enough', ...(BESIDE[reason] ?? []));
  }
  if (reason === 'address-size' && isHighest(entries, reading?.kernelLevel)) return weighing.say('entry-explains', 'address-size');
  if (Object.hasOwn(BESIDE, reason)) return weighing.say('tables-permit', ...BESIDE[reason]!, ...(reason === 'address-size' && reading?.level === 0 ? ['register'] : []));
  const level = reading?.kernelLevel;
  const named = level === undefined ? undefined : entries.find((entry) => entry.level === level);
  const elsewhere = named !== undefined && named !== entries.at(-1);
  return weighing.say('tables-permit', 'stale-translation', ...(elsewhere ? ['level-permits'] : []), ...(reason === 'not-present' ? ['other-root'] : []));
}

/** Does an entry that refuses stand where the CPU says that it stopped? Codes without a level do not tell. */
const atNamed = (level: number, named: number | undefined): boolean => named === undefined || level === named;

/** A fault and the entries of its address. */
function weighWalk(all: Evidenced, weighing: Weighing): void {
  const { entries, context, width } = all;
  const fault = all.fault!;
  const { reading } = fault;
  const open = reading !== undefined && reading.reason === 'permission' && reading.present === undefined;
  const refusals = refusalsOf(entries, fault, context);
  if (reading?.contradictions.includes('rsvd-without-present') === true && refusals.some(({ because }) => because === 'not-present'))
    return weighing.say('legal', 'known-erratum', ...refusals.map(({ because }) => because).filter((each) => each !== 'reserved-bit'));
  if (reading?.reason === 'range') return weighing.say('entry-explains', 'asce-range');
  const fitting = refusals.filter((refusal) => fits(refusal, reading?.reason, open));
  const inPlace = fitting.filter(({ level }) => atNamed(level, reading?.kernelLevel) || reading?.reason === 'permission');
  if (inPlace.length > 0) {
    weighing.refusals = inPlace;
    weighing.say('entry-explains', ...inPlace.map(({ because }) => because));
    if (inPlace.some(({ unprinted }) => unprinted === true)) weighing.note('unprinted-context');
    return undefined;
  }
  if (width !== undefined && 'atMost' in width) {
    weighing.refusals = [{ because: 'reserved-bit', level: width.level }];
    return weighing.say('entry-explains', 'reserved-bit');
  }
  if (fitting.length > 0) return weighing.say('tables-permit', 'level-permits', 'stale-translation');
  // What stands there now refuses for another reason than the CPU had: it changed between the fault and the print.
  if (refusals.some(({ because }) => because === 'not-present') && !Object.hasOwn(BESIDE, reading?.reason ?? '')) {
    weighing.missing.push('the entries as they stood at the fault: those printed refuse for another reason');
    return weighing.say('not-enough', 'stale-translation', 'changed-since');
  }
  return weighPermitted(all, weighing);
}

/** A walk alone: what the entries allow, and what else could refuse. */
function weighAlone({ entries, unread }: Evidenced, weighing: Weighing): void {
  if (entries.some(({ reading }) => reading.valid && reading.reserved.length > 0)) return weighing.say('entry-explains', 'reserved-bit');
  const absent = entries.find(({ reading }) => !reading.valid);
  if (absent !== undefined) return weighing.say('entry-explains', 'not-present');
  if (!unread && isComplete(entries)) return weighing.say('tables-permit', 'stale-translation');
  weighing.missing.push('the entries below the last one printed');
  return weighing.say('not-enough');
}

/** Weighs everything: the one verdict, and all reasons. */
export function judge(all: Evidenced): Judgement {
  const weighing = new Weighing();
  const { context, entries, fault } = all;
  const { kind } = context.draft;
  weighWords(entries, context, weighing);
  if (kind === 'bad-table-entry') weighTable(entries.at(-1), weighing);
  else if (kind === 'bad-page-map') weighMap(entries.at(-1), all, weighing);
  else if (kind === 'bad-swap' || kind === 'bad-rss') weighSwaps(all, weighing);
  else if (kind === 'bad-page-state') {
    weighing.missing.push('who had the page before: page_owner, KASAN or slab debugging tells');
    weighing.say('not-enough');
  } else if (fault === undefined) weighAlone(all, weighing);
  else if (entries.length === 0) weighBare(fault, context, weighing);
  else weighWalk(all, weighing);
  if (fault !== undefined && isNull(fault)) weighing.note('null-pointer');
  if (fault !== undefined && fault.patterns.some((pattern) => pattern.startsWith('poison'))) weighing.note('poison');
  return weighing.end();
}
