import type { EntryReading } from '@faultline/contracts';
import type { Analysed, EntryFacts, ReportFacts } from '@faultline/reports';
import { contradictionText, countText, patternText, reasonText, verdictText } from '@faultline/texts';
import type { Sheet } from './sheet';

const INDENT = 2;
const DEEP = 6;
const SHOWN = 5;

/** A heading and what stands under it; nothing where there is nothing to say. */
const section = (title: string, lines: readonly string[], { head, wrap }: Sheet): string[] => (lines.length === 0 ? [] : [head(title), ...lines.map((line) => wrap(`  ${line}`, DEEP))]);

const machineText = ({ arch, config, release, profile, exact }: ReportFacts): string => {
  if (arch === null) return 'architecture unknown';
  const known = release === null ? 'release not printed' : release;
  return `${arch}:${config ?? ''}, ${known}, read as ${profile ?? ''}${exact ? '' : ' (nearest)'}`;
};

/** Whose words a reason of `near-legal` has to name: how many bits. */
function distanceText({ entries }: ReportFacts): string {
  const nearest = entries.flatMap((entry) => entry.nearest.slice(0, 1).map(({ distance }) => distance));
  return `${countText(Math.min(2, ...nearest), 'bit')} from a legal entry`;
}

function headlineOf(facts: ReportFacts): string {
  const { verdict, fault } = facts;
  if (verdict === 'entry-explains') return fault === null && facts.kind !== 'walk' ? 'the entry fails the check that printed it' : 'the entry explains the fault';
  return verdict === 'near-legal' ? distanceText(facts) : verdictText(verdict);
}

/** One line with the gravest reason; the others below. */
function verdictLines({ facts, missing }: Analysed, sheet: Sheet): string[] {
  const { verdict, because: [first, ...others] } = facts;
  const mark = verdict === 'overwritten' || verdict === 'near-legal' ? sheet.bad : sheet.mark;
  const reason = first === undefined ? '' : `: ${reasonText(first)} (${first})`;
  return [sheet.wrap(`${mark(verdict)}: ${headlineOf(facts)}${reason}`, INDENT), ...others.map((each) => sheet.wrap(`  also ${each}: ${reasonText(each)}`, DEEP)), ...missing.map((each) => sheet.wrap(`  missing: ${each}`, DEEP))];
}

/** What the CPU said. */
function faultLines({ facts: { fault }, fields, cpu }: Analysed): string[] {
  if (fault === null) return [];
  const where = fault.address === null ? '' : ` at ${fault.address}`;
  const code = fault.code === null ? 'no code is printed' : `code ${fault.code}`;
  return [
    `${code}: ${fault.words}${where}`, ...(fields.length === 0 ? [] : [fields.join('; ')]), ...(cpu.length === 0 ? [] : [`state of the CPU: ${cpu.join(', ')}`]),
    ...fault.contradictions.map((each) => `contradiction: ${contradictionText(each)}`), ...fault.patterns.map((each) => `the address: ${patternText(each)}`),
  ];
}

/** Where an entry leads, in one unit: bytes; the frame number beside it. */
function target({ kind, physical, swap, user }: EntryFacts, valid: boolean, pageShift: number): string {
  if (swap !== null) return `${kind === 'swap' ? 'swap' : `${kind} (${swap.name})`}, type ${swap.type}, offset ${swap.offset}${swap.pfn === null ? '' : `, frame ${swap.pfn}`}${swap.flags.length === 0 ? '' : `, ${swap.flags.join(', ')}`}`;
  if (physical === null) return kind;
  if (kind === 'table') return `table, next table at ${physical}`;
  const whose = valid && user === '---' ? 'kernel ' : '';
  return `${whose}${kind === 'huge' ? 'huge page' : kind} at ${physical} (frame 0x${(BigInt(physical) >> BigInt(pageShift)).toString(16)})`;
}

const bitsText = (name: string, bits: readonly number[]): string[] => (bits.length === 0 ? [] : [`${name}: ${bits.length === 1 ? 'bit' : 'bits'} ${bits.join(', ')}`]);

function rightsText({ kind, user, kernel }: EntryFacts, { reading }: { reading: EntryReading }): string[] {
  if (!reading.valid) return ['not present for hardware'];
  return [user === kernel && kind !== 'table' ? `user and kernel ${user}` : `user ${user}, kernel ${kernel}`];
}

function entryLine(facts: EntryFacts, reading: EntryReading, place: Analysed['places'][number], pageShift: number): string[] {
  const name = place.printed.toUpperCase();
  const index = place.index === undefined ? '' : `[${place.index}]`;
  const marks = reading.flags.length === 0 ? [] : [reading.flags.join(' ')];
  const overwritten = facts.patterns.some((pattern) => /^(text|poison|all-ones)/.test(pattern));
  const parts = [
    ...(overwritten ? ['no entry; as one it would be (none of it is meant)'] : []), target(facts, reading.valid, pageShift), ...rightsText(facts, { reading }), ...(facts.memType === null ? [] : [`memory type ${facts.memType}`]), ...marks, ...(reading.clear.length === 0 ? [] : [`clear: ${reading.clear.join(' ')}`]),
    ...bitsText('RESERVED', facts.reserved), ...bitsText('NEVER SET by this kernel', facts.neverSet), ...(reading.illegal === undefined ? [] : [`NOT LEGAL: ${reading.illegal}`]),
  ];
  return [`${name}${index} ${facts.raw}  ${parts.join('; ')}`, ...reading.notes.map((note) => `${' '.repeat(4)}${note}`), ...facts.patterns.map((pattern) => `${' '.repeat(4)}pattern: ${patternText(pattern)}`)];
}

/** Folded levels are told once. */
function levelsText({ config, arch, entries }: ReportFacts, levels: number): string[] {
  return entries.length === 0 || arch === null ? [] : [`${levels} levels (${config ?? ''}); folded levels stand once`];
}

const both = (a: string, b: string): string => [...a].map((letter, at) => (b[at] === '-' ? '-' : letter)).join('');
const namesOf = (names: readonly string[], verb: string): string => `${names.join(', ')} ${verb}${names.length === 1 ? 's' : ''}`;

/** What the entries and the address come to, all levels together. */
function walkLines({ facts: { fault, entries }, readings, refusals, places }: Analysed): string[] {
  const stop = readings.findIndex(({ valid }) => !valid);
  const names = places.map(({ printed }) => printed.toUpperCase());
  const reached = fault?.physical === null || fault?.physical === undefined ? [] : [`the walk is complete, and leads to physical address ${fault.physical}`];
  const refused = refusals.map(({ level, because }) => `${level.toUpperCase()} refuses: ${reasonText(because)} (${because})`);
  if (entries.length < 2) return [...refused, ...reached];
  const all = (of: 'user' | 'kernel'): string => entries.reduce((rights, entry) => both(rights, entry[of]), 'rwx');
  const open = stop < 0 ? [`all levels together allow: user ${all('user')}, kernel ${all('kernel')}`] : stop === 0 ? [`${names[0]!} ends the walk`] : [`${namesOf(names.slice(0, stop), 'lead')} on, ${names[stop]!} ends the walk`];
  const huge = readings.at(-1)?.kind === 'huge' ? [`it ends at ${names.at(-1)!}, which is a page itself`] : [];
  return [...open, ...huge, ...refused, ...reached];
}

/** Legal words near to one that is not. */
function nearLines({ entries }: ReportFacts): string[] {
  return entries.flatMap(({ level, nearest }) => {
    if (nearest.length === 0) return [];
    const rows = nearest.slice(0, SHOWN).map(({ raw, distance, bits }) => `${level.toUpperCase()}: ${raw}, ${countText(distance, 'bit')} away (${bits.join(', ')})`);
    return [...rows, ...(nearest.length > SHOWN ? [`and ${nearest.length - SHOWN} more`] : []), 'a flipped bit of a frame number cannot be seen'];
  });
}

const BYTES = 4096;
function counterLines({ counters }: ReportFacts): string[] {
  return counters.map(({ name, value, inHugePages, inTables }) => `${name} ${value}${inHugePages === null ? '' : ` = ${inHugePages} x 512: fits ${countText(Math.abs(inHugePages), 'huge page')}`}${inTables === null || name !== 'pgtables_bytes' ? '' : ` = ${inTables} x ${BYTES}: fits ${countText(Math.abs(inTables), 'page table')} that leaked`}`);
}

function ruleLines({ rule, vmFlags, page, maxPhysBits, root }: ReportFacts): string[] {
  const holds = rule.holds === null ? 'whether the printed value fails it cannot be told' : rule.holds ? 'the printed value does fail it' : 'the printed value does not fail it';
  return [
    `printed by ${rule.printer}; check: ${rule.check}${rule.check.startsWith('none') ? '' : `; ${holds}`}`,
    ...(root === null ? [] : [`root ${root.raw}: table at ${root.physical}${root.levels === null ? '' : `, ${root.levels} levels`}${root.asid === null ? '' : `, address-space number (ASID, PCID) ${root.asid}`}`]),
    ...(maxPhysBits === null ? [] : ['atMost' in maxPhysBits ? `no other entry can be the cause: its highest frame bit is ${maxPhysBits.atMost}, so the CPU that refused it has at most ${maxPhysBits.atMost} physical address bits` : `the CPU has at least ${maxPhysBits.atLeast} physical address bits`]),
    ...(vmFlags === null ? [] : [`vm_flags: ${vmFlags.join(' ').toLowerCase()}`]),
    ...(page === null ? [] : [`page${page.pfn === null ? '' : ` ${page.pfn}`}: refcount ${page.refcount ?? 'not printed'}, mapcount ${page.mapcount ?? 'not printed'}${page.flags.length === 0 ? '' : `, ${page.flags.join(' ')}`}`]),
  ];
}

/** One report in words: verdict, what the CPU said, each entry, the walk, near words, the rule, counters, assumptions. */
export function renderReport(found: Analysed, sheet: Sheet): string {
  const { facts, readings, places, shape } = found;
  const { lines: [first, last] } = facts;
  const entries = facts.entries.flatMap((entry, at) => entryLine(entry, readings[at]!, places[at]!, shape.pageShift));
  return [
    ...verdictLines(found, sheet), sheet.dim(sheet.wrap(`  ${facts.kind}, ${first === last ? `line ${first}` : `lines ${first}-${last}`}; ${machineText(facts)}`, DEEP)),
    ...section('what the CPU said', faultLines(found), sheet), ...section('entries', [...entries, ...levelsText(facts, shape.levels)], sheet), ...section('the walk', walkLines(found), sheet),
    ...section('nearest legal entries', nearLines(facts), sheet), ...section('beside', [...found.remarks, ...counterLines(facts)], sheet), ...section('rule', ruleLines(facts), sheet),
    ...section('assumptions', facts.assumptions.filter((each) => !each.startsWith('missing: ')), sheet), '',
  ].join('\n');
}
