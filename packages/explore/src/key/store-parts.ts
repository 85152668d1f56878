import type { Store, Stores } from '@faultline/state-kit';
import type { Numbers, Words } from '../words';

/** A store as two numbers: equal numbers mean equal contents. It is encoded anew only after it was written. */
class StorePart {
  private version = -1;
  content = 0;
  tallies = 0;

  constructor(private readonly store: Store) {}

  /** True: it was written. */
  renew(numbers: Numbers, out: Words): boolean {
    const version = this.store.version();
    if (version === this.version) return false;
    this.version = version;
    this.store.encode(out);
    this.content = numbers.of(out.take());
    this.store.encodeTallies(out);
    this.tallies = numbers.of(out.take());
    return true;
  }
}

/** A declared state as numbers, whatever its stores and columns are. */
export class StoreParts {
  private readonly parts: readonly StorePart[];

  constructor(stores: Stores) {
    this.parts = Object.values(stores).map((store) => new StorePart(store));
  }

  /** Encodes what was written since the last call; true: something was. @param numbers shared by the states that are compared @param out scratch */
  renew(numbers: Numbers, out: Words): boolean {
    let written = false;
    for (const part of this.parts) written = part.renew(numbers, out) || written;
    return written;
  }

  /** What decides what can come next. */
  encode(out: Words): void {
    for (const { content } of this.parts) out.put(content);
  }

  /** What only counts. */
  encodeTallies(out: Words): void {
    for (const { tallies } of this.parts) out.put(tallies);
  }
}
