import { checkFunction, checkObject, checkOneOf, isObject, KIND_NAMES, type EventType, type MmEvent } from '@faultline/contracts';
import { enablePatches, produce, produceWithPatches, type Draft, type Patch } from 'immer';
import { scan, type Observable } from 'rxjs';

type EventOf<T extends EventType> = Extract<MmEvent, { readonly type: T }>;

/** What events of some types do to a state, each as a plain change of it. Types that are left out change nothing. */
export type Handlers<S> = { readonly [T in EventType]?: (state: Draft<S>, event: EventOf<T>) => void };

/** Events that belong together: a transaction of a log. */
export interface Batch {
  /** Its events, in order. */
  events(): Iterable<MmEvent>;
}

/** A state, and what led to it from the one before. */
export interface Change<S> {
  /** The state afterwards. */
  readonly state: S;
  /** In the order in which they apply; none: nothing changed. */
  readonly patches: readonly Patch[];
}

/** A read model: a state folded from events. States are frozen, and share what did not change. */
export interface Projection<S> {
  /** The state before any event. */
  readonly initial: S;
  /** The state after an event, for `scan` and `reduce`. */
  evolve(state: S, event: MmEvent): S;
  /** A change for each item of the stream: of one event, or of a whole transaction as one batch. Each subscriber begins with `initial`. */
  changes(source: Observable<MmEvent | Batch>): Observable<Change<S>>;
}

const TYPES: readonly string[] = /* @__PURE__ */ KIND_NAMES.slice(1);

/** Does what a handler says, if there is one for the event. */
function apply<S>(handlers: Handlers<S>, draft: Draft<S>, event: MmEvent): void {
  if (Object.hasOwn(handlers, event.type)) (handlers[event.type] as (state: Draft<S>, event: MmEvent) => void)(draft, event);
}


/** @throws ArgumentError */
function checkHandlers<S>(handlers: Handlers<S>): void {
  checkObject('handlers', handlers, 'an object with a handler for each type of event that changes the state');
  for (const [type, handler] of Object.entries(handlers)) {
    checkOneOf('handlers', type, TYPES);
    checkFunction(`handlers.${type}`, handler);
  }
}

/** What may be no event at all. @throws ArgumentError */
function checkedEvent(event: MmEvent): MmEvent {
  checkObject('event', event, 'an event');
  checkOneOf('event.type', event.type, TYPES);
  return event;
}

const isBatch = (item: MmEvent | Batch): item is Batch => isObject(item) && typeof (item as Partial<Batch>).events === 'function';
const eventsOf = (item: MmEvent | Batch): Iterable<MmEvent> => (isBatch(item) ? item.events() : [item]);

/**
 * A read model of a state and what each type of event does to it, with patches for whoever keeps a copy.
 * @example const faults = projection({ count: 0 }, { FaultRaised: (state) => void state.count++ });
 * machine.log.transactions$.pipe(faults.changes).subscribe(({ state, patches }) => draw(state, patches));
 */
export function projection<S extends object>(initial: S, handlers: Handlers<S>): Projection<S> {
  checkObject('initial', initial, 'an object');
  checkHandlers(handlers);
  enablePatches();
  const change = ({ state }: Change<S>, item: MmEvent | Batch): Change<S> => {
    const [next, patches] = produceWithPatches(state, (draft) => {
      for (const event of eventsOf(item)) apply(handlers, draft, checkedEvent(event));
    });
    return { state: next, patches };
  };
  return {
    initial,
    evolve(state, event) {
      checkObject('state', state, 'the state before any event, or what evolve returned');
      return Object.hasOwn(handlers, checkedEvent(event).type) ? produce(state, (draft) => apply(handlers, draft, event)) : state;
    },
    changes: (source) => source.pipe(scan(change, { state: initial, patches: [] })),
  };
}
