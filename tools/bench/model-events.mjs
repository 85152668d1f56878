import { Session } from './model-session.mjs';
import { map, writePages } from './model-workloads.mjs';

/** What PERFORMANCE asks of one anonymous write fault at the least. */
export const LEAST_EVENTS = [
  'AccessStarted', 'EntryRead', 'FaultRaised', 'FaultDecoded', 'VmaFound', 'BranchTaken', 'FolioAllocated', 'TableAllocated', 'EntrySet',
  'RmapAdded', 'CounterChanged', 'LruAdded', 'FaultEnded', 'TlbFilled', 'AccessCompleted',
];
/** Pages the walker still has no table for, and one whose tables are there. */
const FIRST_PAGE = 0;
const NEXT_PAGE = 1;

function eventsOf(session, page) {
  const events = [];
  const subscription = session.machine.events$.subscribe((event) => void events.push(event));
  writePages(session, page, page + 1);
  subscription.unsubscribe();
  return events;
}

/** The types of one fault's events in order: of a first fault, which brings tables, and of one after it. */
export function eventsOfOneFault(parts) {
  const session = new Session(parts, 'silent');
  map(session, NEXT_PAGE + 1);
  const [first, next] = [FIRST_PAGE, NEXT_PAGE].map((page) => eventsOf(session, page));
  return {
    first: first.map(({ type }) => type),
    next: next.map(({ type }) => type),
    frozen: [...first, ...next].every((event) => Object.isFrozen(event)),
    missing: LEAST_EVENTS.filter((type) => ![...first, ...next].some((event) => event.type === type)),
  };
}
