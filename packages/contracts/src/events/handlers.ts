import { CATALOGUE } from './catalogue';
import type { CoreHandlers, CpuHandlers, GatherHandlers } from './events.gen';
import type { RecordHandler } from './recorder';

/** Handlers of each owner's records. */
export interface HandlersByOwner {
  /* eslint-disable @typescript-eslint/no-explicit-any -- each owner has a state of its own */
  readonly core?: Partial<CoreHandlers<any, unknown>>;
  readonly cpu?: Partial<CpuHandlers<any, unknown>>;
  readonly gather?: Partial<GatherHandlers<any, unknown>>;
  /* eslint-enable @typescript-eslint/no-explicit-any */
}

const handleNothing: RecordHandler = () => undefined;

/** The same by kind, as a `HandlerTable` has them: a handler is found by one load. Kinds that are left out are passed over. */
export function handlersByKind({ core, cpu, gather }: HandlersByOwner): readonly (RecordHandler | undefined)[] {
  const named = new Map<string, RecordHandler>([core, cpu, gather].flatMap((handlers) => Object.entries(handlers ?? {})));
  return [undefined, ...CATALOGUE.map(({ name, owner }) => (owner === 'none' ? undefined : named.get(name) ?? handleNothing))];
}
