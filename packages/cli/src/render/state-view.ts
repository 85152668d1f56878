import { LEVEL_NAMES, type Architecture, type MmEvent } from '@faultline/contracts';
import type { PlainMm, PlainState } from '@faultline/machine';
import { eventText } from './event-text';
import { wrap } from './grid';
import type { Style } from './style';

const hex = (value: number): string => `0x${value.toString(16)}`;
const list = (values: Readonly<Record<string, number>>): string => Object.entries(values).map(([name, value]) => `${name} ${value}`).join(', ');

function mmLines(id: string, mm: PlainMm, style: Style): string[] {
  const vmas = mm.vmas.map(({ start, end, vmFlags, prot, anonVma, object }) =>
    `  vma ${hex(start)}-${hex(end)} flags ${hex(vmFlags)} prot ${prot}${anonVma === 0 ? '' : ` anon_vma ${anonVma}`}${object === 0 ? '' : ` object ${object}`}`);
  const counters = list(mm.counters);
  return [
    style.head(`mm ${id}`), `  root table ${hex(mm.root)}, ${mm.tableBytes} bytes of tables, faults ${mm.minor}+${mm.major}${counters === '' ? '' : `, ${counters}`}`, ...vmas,
  ];
}

/** Entries of each table, with the table's level. */
function tableLines({ tables, entries }: PlainState): string[] {
  return Object.entries(tables).flatMap(([table, level]) => {
    const own = Object.entries(entries).filter(([key]) => key.startsWith(`${table}:`));
    return [`  ${hex(Number(table))} ${LEVEL_NAMES[level]!}`, ...own.map(([key, word]) => `    [${key.split(':')[1]!}] ${word}`)];
  });
}

const frameLines = ({ frames }: PlainState): string[] => Object.entries(frames).map(([pfn, { refs, mapcount, value, flags }]) =>
  `  ${hex(Number(pfn))} refs ${refs} mapped ${mapcount} value ${value}${flags.length > 0 ? ` ${flags.join(' ')}` : ''}`);

const pairLines = (pairs: Readonly<Record<string, unknown>>): string[] => Object.entries(pairs).map(([key, value]) => `  ${key} ${String(value)}`);

const section = (title: string, lines: readonly string[], style: Style): string[] => (lines.length === 0 ? [] : [style.head(title), ...lines]);

/** The state after an event: address spaces, tables with their entries, frames, TLBs. */
export function renderPlainState(state: PlainState, at: MmEvent | undefined, architecture: Architecture, style: Style): string {
  const after = at === undefined ? 'before any event' : `after event ${at.seq}: ${eventText(at)}`;
  return [
    wrap(`${architecture.name}:${architecture.config}, kernel ${architecture.kernel}, ${after}`, 2),
    ...Object.entries(state.mms).flatMap(([id, mm]) => mmLines(id, mm, style)),
    ...section('tables (number in 2 KiB units)', tableLines(state), style), ...section('frames', frameLines(state), style),
    ...section('page cache (object:page, frame)', pairLines(state.pageCache), style), ...section('TLB (cpu:slot, mm/page/frame/flags)', pairLines(state.tlb), style), '',
  ].join('\n');
}
