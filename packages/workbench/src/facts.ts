import {
  branchTakenRule, ENUMS, flushRequestedScope, K_BRANCH_TAKEN, K_FLUSH_REQUESTED, K_TLB_INVALIDATED, REACH_SELF, recordKind, RULE_IDS,
  tlbInvalidatedBy, wordHi, wordLo, wordOf, type MmEvent, type RuleId,
} from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';
import { observe, PageNames, placeOf, ScenarioRun, watching, type Observation, type Scenario, type StepOutcome } from '@faultline/scenario';
import { wordText } from '@faultline/texts';
import type { Chosen } from './architectures';
import { LeafWatch, type EntryChanges } from './leaf-entries';
import { machineOf } from './machines';
import { turnedIn, turnedText } from './switches';

/** What one step came to on one architecture. */
export interface StepFacts {
  /** What it returned. */
  readonly result: string;
  /** The byte that a read found. */
  readonly value?: number | readonly number[];
  /** Faults that it took. */
  readonly faults?: readonly [number, number];
  /** Rules that decided, by id, in order, each once. */
  readonly branches: readonly string[];
  /** Leaf entry of the page the step names, afterwards. */
  readonly pte?: { readonly raw: string; readonly words: string };
  /** Pages per process and mapping, as recordings name them; only what changed. */
  readonly pages: readonly string[];
  /** Flush requests by scope, and CPU invalidations. */
  readonly flushes: Readonly<Record<string, number>>;
  /** Page tables of all processes, by level, and their bytes. */
  readonly tables: { readonly pages: number; readonly bytes: number };
  /** What it recorded, by type. */
  readonly events: number;
}

/** One column of a comparison. */
export interface Column {
  /** The machine, as it was asked for. */
  readonly label: string;
  /** Its kernel profile. */
  readonly kernel: string;
  /** Switches that stand otherwise than in its profile, `-shared-first`; left out where none do. */
  readonly switches?: readonly string[];
  /** What each step came to. */
  readonly steps: readonly StepFacts[];
  /** What the run came to. */
  readonly totals: Readonly<Record<string, number>>;
  /** Kinds of events of each step, for the question where runs part. */
  readonly eventKinds: readonly (readonly string[])[];
  /** Seq of each step's first event. */
  readonly firstSeqs: readonly number[];
  /** Leaf entries that each step changed, for the question where they differ in bits. */
  readonly entryChanges: readonly EntryChanges[];
}

/** A column as JSON: without what only says where columns part. */
export const columnJson = ({ eventKinds: _kinds, firstSeqs: _seqs, entryChanges: _entries, ...column }: Column): object => column;

/** The kind of an event, as runs are told apart by it: of a branch, with its rule. */
export const eventKind = (event: MmEvent): string => (event.type === 'BranchTaken' ? `BranchTaken ${event.rule}` : event.type);

/** Rules that only accompany a decision; left out of the summary. */
const SIDE_RULES: readonly RuleId[] = [
  'do_wp_page/too-many-references', 'do_wp_page/others-refer', 'follow_page_pte/write-needs-fault', 'follow_page_pte/absent',
  'wp_page_shared/no-page-mkwrite', 'fault_dirty_shared_page/dirtied',
];
/** Flags worth a word; the others follow from the kind. */
const WORDS = ['young', 'dirty', 'hwDirty', 'swDirty', 'write', 'rdonly', 'exec', 'userExec', 'special', 'softDirty', 'hwInvalid', 'hwProtect'] as const;

function pteWords(machine: SimulatedMachine, level: number, lo: number, hi: number): string {
  const { kind, flags } = machine.architecture.codec.decode(level, wordOf(lo, hi));
  return [...(kind === 'page' ? [] : [kind]), ...WORDS.filter((name) => flags[name] === true)].join(' ');
}

function pteOf(run: ScenarioRun, { step }: StepOutcome): StepFacts['pte'] {
  if (!('at' in step) || !('proc' in step)) return undefined;
  const mm = run.processes.get(step.proc);
  const machine = run.machine as SimulatedMachine;
  if (mm === undefined) return undefined;
  const { mapping, page } = placeOf(step.at, machine.architecture.geometry.entries[0]!);
  const entry = machine.view.entry(mm, run.places.get(mapping).start + page);
  if (entry === undefined) return { raw: 'none', words: '' };
  const [lo, hi] = [wordLo(entry.raw), wordHi(entry.raw)];
  return { raw: wordText(entry.raw), words: pteWords(machine, entry.level, lo, hi) };
}

/** `B m 0 p1 x1` for each page run that is new since the step before. */
function changedPages(before: Observation, after: Observation): string[] {
  return Object.entries(after).flatMap(([process, mappings]) => Object.entries(mappings).flatMap(([mapping, { pages }]) => {
    const old = new Set((before[process]?.[mapping]?.pages ?? []).map(identity));
    return pages.map(identity).filter((text) => !old.has(text)).map((text) => `${process}.${mapping} ${text}`);
  }));
}

/** Page, name and mapcount without the flags. */
const identity = (text: string): string => text.split(' ').slice(0, 3).join(' ');

interface Recorded {
  readonly branches: string[];
  readonly flushes: Record<string, number>;
  readonly kinds: string[];
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function recorded(machine: SimulatedMachine, first: number, end: number): Recorded {
  const branches: string[] = [];
  const flushes: Record<string, number> = {};
  const kinds: string[] = [];
  machine.log.forEachRecord((words, at) => {
    const kind = recordKind(words, at);
    if (kind === K_BRANCH_TAKEN) {
      const rule = RULE_IDS[branchTakenRule(words, at)]!;
      if (!SIDE_RULES.includes(rule) && !branches.includes(rule)) branches.push(rule);
    } else if (kind === K_FLUSH_REQUESTED) add(flushes, ENUMS.flushScope[flushRequestedScope(words, at)]!);
    else if (kind === K_TLB_INVALIDATED && tlbInvalidatedBy(words, at) !== REACH_SELF) add(flushes, `remote ${ENUMS.reach[tlbInvalidatedBy(words, at)]!}`);
  }, first, end);
  for (const event of machine.log.events(first, end)) kinds.push(eventKind(event));
  return { branches, flushes, kinds };
}

function tablesOf(machine: SimulatedMachine): StepFacts['tables'] {
  const bytes = machine.view.mms().reduce((sum, mm) => sum + machine.view.tableBytes(mm), 0);
  return { pages: Math.ceil(bytes / 2 ** machine.architecture.geometry.pageShift), bytes };
}

type Played = Pick<Column, 'steps' | 'eventKinds' | 'firstSeqs' | 'entryChanges'>;

/** Plays a scenario to its end and gathers what each step came to. */
function played(run: ScenarioRun, machine: SimulatedMachine): Played {
  const names = new PageNames();
  const leaves = new LeafWatch(run);
  const all = { steps: [] as StepFacts[], eventKinds: [] as string[][], firstSeqs: [] as number[], entryChanges: [] as EntryChanges[] };
  let before: Observation = {};
  for (const outcome of run.steps()) {
    const after = observe(run, names);
    const { branches, flushes, kinds } = recorded(machine, outcome.first, outcome.end);
    const { result, value, faults } = outcome;
    const pte = pteOf(run, outcome);
    all.steps.push({
      result, ...(value === undefined ? {} : { value }), ...(faults === undefined ? {} : { faults }), branches, ...(pte === undefined ? {} : { pte }),
      pages: changedPages(before, after), flushes, tables: tablesOf(machine), events: kinds.length,
    });
    all.eventKinds.push(kinds);
    all.firstSeqs.push(outcome.first);
    all.entryChanges.push(leaves.changes());
    before = after;
  }
  return all;
}

/** Runs a scenario on one architecture and gathers what each step came to. @throws RunFailure */
export function factsOf(scenario: Scenario, chosen: Chosen): Column {
  const machine = machineOf(chosen);
  const run = new ScenarioRun(scenario, machine);
  const facts = watching(run, () => played(run, machine));
  const turned = turnedText(machine.profile, turnedIn(chosen));
  return { label: chosen.label, kernel: chosen.architecture.kernel, ...(turned.length > 0 && { switches: turned }), ...facts, totals: totalsOf(facts.steps) };
}

function totalsOf(steps: readonly StepFacts[]): Record<string, number> {
  const totals: Record<string, number> = { 'minor faults': 0, 'major faults': 0, 'flush requests': 0, 'page-table pages, most': 0, events: 0 };
  for (const { faults, flushes, tables, events } of steps) {
    totals['minor faults']! += faults?.[0] ?? 0;
    totals['major faults']! += faults?.[1] ?? 0;
    for (const [name, count] of Object.entries(flushes)) {
      if (name.startsWith('remote')) totals[name] = (totals[name] ?? 0) + count;
      else totals['flush requests']! += count;
    }
    totals['page-table pages, most'] = Math.max(totals['page-table pages, most']!, tables.pages);
    totals['events']! += events;
  }
  return totals;
}
