import type { Context } from './context';
import type { Entry } from './entries';
import { isNull, type Fault } from './fault';
import { cpuContext, fits, isComplete, refusalsOf } from './refusal';
import type { Evidenced, Weighing } from './weighing';

const ABSENT = ['not-present'];

/** Faults that no printed entry can explain, by the CPU's own reason. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  ownership: ['ownership'], 'low-address': ['low-address-protection'], 'address-size': ['address-size'], other: ['other'],
};

/** A fault of which no entry is printed. */
export function weighBare(fault: Fault, context: Context, weighing: Weighing): void {
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
  return weighing.say('not-enough', ...(patterns.includes('non-canonical') ? ['non-canonical'] : []), ...(BESIDE[reading?.reason ?? ''] ?? []));
}

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
export function weighWalk(all: Evidenced, weighing: Weighing): void {
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
export function weighAlone({ entries, unread }: Evidenced, weighing: Weighing): void {
  if (entries.some(({ reading }) => reading.valid && reading.reserved.length > 0)) return weighing.say('entry-explains', 'reserved-bit');
  const absent = entries.find(({ reading }) => !reading.valid);
  if (absent !== undefined) return weighing.say('entry-explains', 'not-present');
  if (!unread && isComplete(entries)) return weighing.say('tables-permit', 'stale-translation');
  weighing.missing.push('the entries below the last one printed');
  return weighing.say('not-enough');
}
