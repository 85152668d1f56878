import { LEVEL_NAMES, type Architecture, type MmEvent } from '@faultline/contracts';
import type { PlainMm, PlainState } from '@faultline/projections/reference';
import { eventText, hexText } from '@faultline/texts';
import type { Sheet } from './sheet';

const list = (values: Readonly<Record<string, number>>): string => Object.entries(values).map(([name, value]) => `${name} ${value}`).join(', ');

function mmLines(id: string, mm: PlainMm, sheet: Sheet): string[] {
  const vmas = mm.vmas.map(({ start, end, vmFlags, prot, anonVma, object }) =>
    `  vma ${hexText(start)}-${hexText(end)} flags ${hexText(vmFlags)} prot ${prot}${anonVma === 0 ? '' : ` anon_vma ${anonVma}`}${object === 0 ? '' : ` object ${object}`}`);
  const counters = list(mm.counters);
  return [
    sheet.head(`mm ${id}`), `  root table ${hexText(mm.root)}, ${mm.tableBytes} bytes of tables, faults ${mm.minor}+${mm.major}${counters === '' ? '' : `, ${counters}`}`, ...vmas,
  ];
}

/** Entries of each table, with the table's level. */
function tableLines({ tables, entries }: PlainState): string[] {
  return Object.entries(tables).flatMap(([table, level]) => {
    const own = Object.entries(entries).filter(([key]) => key.startsWith(`${table}:`));
    return [`  ${hexText(Number(table))} ${LEVEL_NAMES[level]!}`, ...own.map(([key, word]) => `    [${key.split(':')[1]!}] ${word}`)];
  });
}

const frameLines = ({ frames }: PlainState): string[] => Object.entries(frames).map(([pfn, { refs, mapcount, mlocks, value, flags }]) =>
  `  ${hexText(Number(pfn))} refs ${refs} mapped ${mapcount}${mlocks > 0 ? ` locked ${mlocks}` : ''} value ${value}${flags.length > 0 ? ` ${flags.join(' ')}` : ''}`);

const holdLines = ({ holds }: PlainState): string[] => Object.entries(holds).map(([id, { kind, mm, pages }]) => `  ${id} ${kind} of mm ${mm}, frames ${Object.values(pages).map(hexText).join(' ')}`);

const pairLines = (pairs: Readonly<Record<string, unknown>>): string[] => Object.entries(pairs).map(([key, value]) => `  ${key} ${String(value)}`);

const section = (title: string, lines: readonly string[], sheet: Sheet): string[] => (lines.length === 0 ? [] : [sheet.head(title), ...lines]);

/** Where in a log a state is. */
export interface StateMoment {
  /** The last event that was folded; undefined: there is none. */
  readonly event: MmEvent | undefined;
  /** The step that this event ends. */
  readonly step?: { readonly index: number; readonly text: string };
}

/**
 * The state after an event: address spaces, tables with their entries, frames, TLBs.
 * @param switches that stood otherwise than in the kernel's profile, in words
 */
export function renderPlainState(
  state: PlainState, at: StateMoment, architecture: Architecture, sheet: Sheet, switches: readonly string[] = [],
): string {
  const { wrap } = sheet;
  const { event, step } = at;
  const of = step === undefined ? '' : `step ${step.index} (${step.text}), `;
  const after = event === undefined ? 'before any event' : `after ${of}event ${event.seq}: ${eventText(event)}`;
  return [
    wrap(`${architecture.name}:${architecture.config}, kernel ${[architecture.kernel, ...switches].join(' ')}, ${after}`, 2),
    ...[
      ...Object.entries(state.mms).flatMap(([id, mm]) => mmLines(id, mm, sheet)),
      ...section('tables (number in 2 KiB units)', tableLines(state), sheet), ...section('frames', frameLines(state), sheet),
      ...section('page cache (object:page, frame)', pairLines(state.pageCache), sheet), ...section('references that outlive their call', holdLines(state), sheet),
      ...section('TLB (cpu:slot, mm/page/frame/flags)', pairLines(state.tlb), sheet),
    ].map((line) => wrap(line, 6)), '',
  ].join('\n');
}
