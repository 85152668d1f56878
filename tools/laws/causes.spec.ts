import { KIND_NAMES, recordCause, recordKind, type MmEvent } from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';
import { describe, expect, it } from 'vitest';
import { played } from './cause-runs';
import { CAUSES, type Cause } from './causes';
import { SUBJECTS, type Subject } from './subjects';

type Kind = MmEvent['type'];
const linkOf = (cause: Cause, kind: Kind): string => `${cause} -> ${kind}`;
const DECLARED = Object.entries(CAUSES).flatMap(([kind, { of }]) => of.map((cause) => linkOf(cause, kind as Kind)));

/** Adds each link of a log; a cause that does not precede its event is a link of its own. */
function addLinks({ log }: SimulatedMachine, links: Set<string>): void {
  const kinds: Kind[] = [];
  log.forEachRecord((words, at, seq) => {
    const kind = KIND_NAMES[recordKind(words, at)] as Kind;
    const cause = recordCause(words, at);
    kinds.push(kind);
    links.add(cause < seq ? linkOf(cause < 0 ? 'nothing' : kinds[cause]!, kind) : `${kind} names a later event`);
  });
}

const seen = new Map<Subject, Set<string>>();

/** What leads to what, in all that is played on an architecture. */
function linksOn(subject: Subject): Set<string> {
  let links = seen.get(subject);
  if (links !== undefined) return links;
  seen.set(subject, links = new Set());
  for (const machine of played(subject)) addLinks(machine, links);
  return links;
}

describe('the causes of events', () => {
  it('every kind has a row, and no cause stands in it twice', () => {
    expect(Object.keys(CAUSES).sort()).toEqual(KIND_NAMES.filter((name) => name !== '').sort());
    expect(new Set(DECLARED).size).toBe(DECLARED.length);
  });

  it.each(SUBJECTS)('every event names one that the table has, and that precedes it, on $name', (subject) => {
    expect([...linksOn(subject)].filter((link) => !DECLARED.includes(link))).toEqual([]);
  }, 60_000);

  it('every link of the table is seen somewhere', () => {
    const links = new Set(SUBJECTS.flatMap((subject) => [...linksOn(subject)]));
    expect(DECLARED.filter((link) => !links.has(link))).toEqual([]);
  }, 120_000);
});
