import { KIND_NAMES, KIND_OWNERS, type EventType } from './events.gen';
import { handleNothing, type RecordHandler } from './recorder';

/** Handlers of some kinds, by name; `CoreHandlers<S>` and its like give each its type. */
export type HandlersByName = { readonly [T in EventType]?: RecordHandler };

/** By owner, what belongs to it. Owners that are left out have none. */
export type ByOwner<T> = { readonly [owner: string]: T };

/** In the place of kind 0, which no record has. */
const noRecord: RecordHandler = () => undefined;

/** Handlers by kind: each is found by one load. Kinds that are left out are passed over. */
export function handlersByKind(owners: ByOwner<HandlersByName>): readonly RecordHandler[] {
  return KIND_NAMES.map((name, kind) => (name === '' ? noRecord : (owners[KIND_OWNERS[kind]!]?.[name] ?? handleNothing)));
}

/** The state that handlers of each kind are given. */
export const statesByKind = (owners: ByOwner<unknown>): readonly unknown[] => KIND_OWNERS.map((owner) => owners[owner]);
