import type { EventTaker, MmEvent } from '@faultline/contracts';
import { Observable, Subscription, type Observer } from 'rxjs';
import type { Publisher } from './publisher';

/**
 * Events of some kinds. A bare function is called by the publisher itself: RxJS's way to it is a chain of loads at each event
 * (measured, with the publisher's own: a seventh of a fault's time).
 */
export class EventStream extends Observable<MmEvent> {
  constructor(
    private readonly publisher: Publisher,
    private readonly kinds: Uint8Array,
  ) {
    super((subscriber) => publisher.addSink((event) => subscriber.next(event), kinds));
  }

  /** The stream never errs and never ends: handlers for that are dropped. */
  override subscribe(observerOrNext?: Partial<Observer<MmEvent>> | EventTaker | null): Subscription {
    if (typeof observerOrNext === 'function') return new Subscription(this.publisher.addSink(observerOrNext, this.kinds));
    return super.subscribe(observerOrNext ?? undefined);
  }
}
