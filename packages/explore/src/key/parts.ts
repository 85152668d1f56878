import { storesOf, type SimulatedMachine } from '@faultline/machine';
import type { Store, Stores } from '@faultline/state-kit';
import type { Staleness } from '../staleness';
import type { Numbers, Words } from '../words';
import { encodeStale } from './stale';
import { StoreParts } from './store-parts';

/** All but the shares that wait on CPUs: `World.pendingFlushes` tells them with who waits for each, in an order that history does not change. */
function keyed({ state }: SimulatedMachine): Stores {
  const waiting = new Set<Store>(state.tlbs.map(({ pending }) => pending.rows));
  return Object.fromEntries(Object.entries(storesOf(state)).filter(([, store]) => !waiting.has(store)));
}

/** A machine's state as two numbers: its content with what is stale of it, and what it only counts. Kept up to date by what was written. */
export class KeyParts {
  private readonly stores: StoreParts;
  private content = 0;
  private tallies = 0;

  /**
   * @param numbers shared by the states that are compared
   * @param out scratch
   */
  constructor(
    private readonly machine: SimulatedMachine,
    private readonly staleness: Staleness,
    private readonly numbers: Numbers,
    private readonly out: Words,
  ) {
    this.stores = new StoreParts(keyed(machine));
  }

  current(): readonly [content: number, tallies: number] {
    if (this.stores.renew(this.numbers, this.out)) this.renew();
    return [this.content, this.tallies];
  }

  private renew(): void {
    const { numbers, out, stores } = this;
    stores.encode(out);
    encodeStale(this.machine, this.staleness, out);
    this.content = numbers.of(out.take());
    stores.encodeTallies(out);
    this.tallies = numbers.of(out.take());
  }
}
