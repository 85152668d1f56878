import { awaitFlush, FLUSH_PAGE_NO_WAIT, type FlushRequest, type Path } from '@faultline/contracts';
import type { CoreHost } from '@faultline/core-mm';
import type { Subject } from 'rxjs';
import type { FlushQueue } from './flush-queue';

/** Where flush requests leave the core for the CPUs. */
export class FlushPort implements CoreHost {
  constructor(
    private readonly requests: Subject<FlushRequest>,
    private readonly queue: FlushQueue,
  ) {}

  /** Sends a request down the wire, and waits until every CPU has done its part, unless it need not. */
  *flush(request: FlushRequest): Path<void> {
    this.requests.next(request);
    this.queue.settle();
    if (request.scope !== FLUSH_PAGE_NO_WAIT) yield awaitFlush(request.seq);
  }
}
