import { wordHash } from './chunk';
import type { Packed, Store } from './store';

/** The stores of a state, by name: the whole of its declaration. */
export type Stores = Readonly<Record<string, Store>>;

const pairs = (one: Stores, other: Stores): (readonly [Store, Store])[] => Object.entries(one).map(([name, store]) => [store, other[name]!]);

/** Do two states of one declaration hold the same? */
export const equalStores = (one: Stores, other: Stores): boolean => pairs(one, other).every(([store, against]) => store.equals(against));

/** 32 bits; states that are equal have equal hashes, whatever their history. */
export const hashStores = (stores: Stores): number => Object.values(stores).reduce((sum, store, at) => (sum + wordHash(at, store.hash())) | 0, 0);

/** Names and values. */
export const plainStores = (stores: Stores): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store.plain()]));

/** A state as it crosses to a worker: data for `postMessage`, and the buffers to transfer with it. */
export interface PackedStores {
  /** The words of each store. */
  readonly stores: Readonly<Record<string, Packed>>;
  /** Buffers that may be transferred with them. */
  readonly transfer: readonly ArrayBufferLike[];
}

export function packStores(stores: Stores): PackedStores {
  const packed = Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store.pack()]));
  const transfer = Object.values(packed).flat().flatMap(([, content]) => (content instanceof Int32Array ? [content.buffer] : []));
  return { stores: packed, transfer };
}

/** Takes over what was packed into the stores of a fresh state of the same declaration. */
export function unpackStores(stores: Stores, packed: PackedStores['stores']): void {
  for (const [name, store] of Object.entries(stores)) store.unpack(packed[name]!);
}
