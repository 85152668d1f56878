import { argumentText } from '../argument';
import { RecordError } from './record-error';
import { handleRecord, KIND_NAMES, KIND_OWNERS, recordKind, toRecord, WIDEST_RECORD, type EventType, type MmEvent } from './events.gen';
import { handlersByKind, type HandlersByName } from './handlers';
import type { RecordHandler } from './recorder';

/** How the state of one owner goes on, for whoever has events and no log. */
export interface Evolution<S> {
  /** Events of this owner: those that change its state. */
  readonly kinds: readonly EventType[];
  /** Why an event cannot follow on a state; undefined: it can. */
  guard(state: S, event: MmEvent): string | undefined;
  /**
   * Takes a state forward by an event, in place, and returns it; events of other owners leave it as it is.
   * @throws RecordError `cannot-follow`, `unknown-kind`, `out-of-range`; it changes nothing then
   */
  evolve(state: S, event: MmEvent): S;
}

function handle(handlers: readonly RecordHandler[], state: unknown, event: MmEvent): unknown {
  const record = new Int32Array(WIDEST_RECORD);
  toRecord(event, record, 0);
  const states: unknown[] = [];
  states[recordKind(record, 0)] = state;
  return handleRecord({ handlers, states }, record, 0, event.seq);
}

const KNOWN: ReadonlySet<unknown> = new Set(KIND_NAMES.slice(1));

/** Type of what may be no event at all. */
const typeOf = (event: { readonly type?: unknown } | undefined): string => (typeof event?.type === 'string' ? event.type : argumentText(event?.type));

/** Why there is no such event, whoever owns it; undefined: there is. */
const unknown = (event: MmEvent): string | undefined => (KNOWN.has(event?.type) ? undefined : `there are no events of type ${typeOf(event)}`);

/** @throws RecordError `unknown-kind` */
function checkKnown(event: MmEvent): void {
  const wrong = unknown(event);
  if (wrong !== undefined) throw new RecordError('unknown-kind', typeOf(event), 'type', wrong, 'pass events of the catalogue, as a log gives them', event?.seq);
}

/** @throws RecordError `cannot-follow` */
export function cannotFollow({ seq, type }: MmEvent, why: string): never {
  throw new RecordError('cannot-follow', type, 'seq', `event ${seq} (${type}) cannot follow: ${why}`, 'the events before this one are damaged or forged, or some are missing: fold all, from the first on', seq);
}

/**
 * The evolution that folds and guards of an owner's records make.
 * @param guards say by each record why it cannot follow, as text
 */
export function evolutionOf<S>(owner: string, folds: HandlersByName, guards: HandlersByName): Evolution<S> {
  const kinds = KIND_NAMES.filter((name, kind): name is EventType => name !== '' && KIND_OWNERS[kind] === owner);
  const folding = handlersByKind({ [owner]: folds });
  const guarding = handlersByKind({ [owner]: guards });
  const guard = (state: S, event: MmEvent): string | undefined =>
    unknown(event) ?? (kinds.includes(event.type) ? (handle(guarding, state, event) as string | undefined) : undefined);
  return {
    kinds, guard,
    evolve(state, event) {
      checkKnown(event);
      if (!kinds.includes(event.type)) return state;
      const wrong = guard(state, event);
      if (wrong !== undefined) cannotFollow(event, wrong);
      handle(folding, state, event);
      return state;
    },
  };
}
