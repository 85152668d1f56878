import { CATALOGUE } from './catalogue';
import type { EventType } from './events.gen';
import { handleNothing, type RecordHandler } from './recorder';

/** Handlers of some kinds, by name; `CoreHandlers<S>` and its like give each its type. */
export type HandlersByName = { readonly [T in EventType]?: RecordHandler };

/** By owner, what belongs to it. Owners that are left out have none. */
export type ByOwner<T> = { readonly [owner: string]: T };

/** In the place of kind 0, which no record has. */
const noRecord: RecordHandler = () => undefined;

/** Handlers by kind: each is found by one load. Kinds that are left out are passed over. */
export function handlersByKind(owners: ByOwner<HandlersByName>): readonly RecordHandler[] {
  return [noRecord, ...CATALOGUE.map(({ name, owner }) => (owners[owner]?.[name as EventType]) ?? handleNothing)];
}

/** The state that handlers of each kind are given. */
export const statesByKind = (owners: ByOwner<unknown>): readonly unknown[] => [undefined, ...CATALOGUE.map(({ owner }) => owners[owner])];
