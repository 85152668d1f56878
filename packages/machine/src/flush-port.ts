import { awaitFlush, type FlushRequested, type Path, type Seq } from '@faultline/contracts';
import type { CoreHost } from '@faultline/core-mm';
import type { EventLog } from '@faultline/event-log';
import type { Subject } from 'rxjs';
import type { FlushScheduler } from './flush-scheduler';

/** Where flush requests leave the core for the architecture's MMU half. */
export class FlushPort implements CoreHost {
  constructor(
    private readonly flushes: Subject<FlushRequested>,
    private readonly log: EventLog,
    private readonly scheduler: FlushScheduler,
  ) {}

  /** Sends a request down the wire, and waits until every CPU has done its share, unless it need not. */
  *flush(request: Seq): Path<void> {
    const flush = this.log.at(request) as FlushRequested;
    this.flushes.next(flush);
    this.scheduler.settle();
    if (flush.scope !== 'pageNoWait') yield awaitFlush(request);
  }
}
