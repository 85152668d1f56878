import { awaitFlush, type FlushRequested, type Path } from '@faultline/contracts';
import type { CoreHost } from '@faultline/core-mm';
import type { Subject } from 'rxjs';
import type { FlushScheduler } from './flush-scheduler';

/** Where flush requests leave the core for the architecture's MMU half. */
export class FlushPort implements CoreHost {
  constructor(
    private readonly flushes: Subject<FlushRequested>,
    private readonly scheduler: FlushScheduler,
  ) {}

  /** Sends a request down the wire, and waits until every CPU has done its share, unless it need not. */
  *flush(request: FlushRequested): Path<void> {
    this.flushes.next(request);
    this.scheduler.settle();
    if (request.scope !== 'pageNoWait') yield awaitFlush(request.seq);
  }
}
