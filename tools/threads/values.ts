const isObject = (value: unknown): value is object => (typeof value === 'object' && value !== null) || typeof value === 'function';
const isWords = (value: object): value is Int32Array => ArrayBuffer.isView(value);

/** Caches and free lists: what is found only there is no part of a machine. */
const CACHES = ['found', 'freeSteps', 'freeFaults'];

function parts(of: object): [string, unknown][] {
  if (of instanceof Map) return [...of].map(([key, value]) => [`<${String(key)}>`, value]);
  return isWords(of) ? [] : Object.getOwnPropertyNames(of).flatMap((name): [string, unknown][] => {
    const descriptor = Object.getOwnPropertyDescriptor(of, name)!;
    return 'value' in descriptor && !CACHES.includes(name) ? [[name, descriptor.value]] : [];
  });
}

/** What a machine is made of, by where it is found. It is no part of a thread: a thread refers to it. */
export class Environment {
  private readonly places = new Map<object, string>();
  private readonly things = new Map<string, object>();

  /** @param roots what is found by several ways has its place below the first of these */
  constructor(...roots: readonly unknown[]) {
    roots.forEach((root, at) => this.enter(String(at), root));
  }

  private enter(root: string, of: unknown): void {
    const waiting: [string, unknown][] = [[root, of]];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, value] = next;
      if (!isObject(value) || this.places.has(value)) continue;
      this.places.set(value, place);
      this.things.set(place, value);
      for (const [name, part] of parts(value)) waiting.push([`${place}.${name}`, part]);
    }
  }

  placeOf = (value: object): string | undefined => this.places.get(value);
  at(place: string): object {
    const found = this.things.get(place);
    if (found === undefined) throw new Error(`the other machine has nothing at ${place}`);
    return found;
  }
}

/** Copies values of one machine for another: what belongs to the environment is the other's, what is the thread's own is copied, shared as it was. */
export function copier(from: Environment, to: Environment): (value: unknown) => unknown {
  const made = new Map<object, object>();
  const copyOf = (value: object): object => {
    const copy: object = isWords(value) ? value.slice() : Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
    made.set(value, copy);
    for (const [name, part] of parts(value)) (copy as Record<string, unknown>)[name] = copied(part);
    return copy;
  };
  const copied = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    const place = from.placeOf(value);
    if (place !== undefined) return to.at(place);
    return typeof value === 'function' ? value : (made.get(value) ?? copyOf(value));
  };
  return copied;
}

/** Values in words: the environment by its place, own objects by what they hold, each once. Equal words, equal threads. */
export function words(value: unknown, environment: Environment, seen = new Map<object, number>()): string {
  if (!isObject(value)) return typeof value === 'string' ? JSON.stringify(value) : Object.is(value, -0) ? '-0' : String(value);
  const place = environment.placeOf(value);
  if (place !== undefined) return `@${place}`;
  if (typeof value === 'function') return value.name;
  const before = seen.get(value);
  if (before !== undefined) return `#${before}`;
  seen.set(value, seen.size);
  if (isWords(value)) return `[${value.join(' ')}]`;
  return `{${parts(value).map(([name, part]) => `${name}:${words(part, environment, seen)}`).join(' ')}}`;
}
