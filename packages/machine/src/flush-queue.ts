import type { CpuId } from '@faultline/contracts';
/** One CPU's share of a flush, not done yet. */
export interface FlushWork {
  readonly cpu: CpuId;
  readonly request: number;
  readonly work: () => void;
}

/** What reactors left to the scheduler (DESIGN §4.5). It is done as soon as a request is sent; held, it waits for an explorer's pick. */
export class FlushQueue {
  held = false;
  private readonly waiting: FlushWork[] = [];

  enqueue(cpu: CpuId, request: number, work: () => void): void {
    this.waiting.push({ cpu, request, work });
  }

  get pending(): readonly FlushWork[] {
    return this.waiting;
  }

  isPending(request: number): boolean {
    return this.waiting.some((item) => item.request === request);
  }

  /** Takes one share out and does it. */
  perform(at: number): void {
    const [item] = this.waiting.splice(at, 1);
    item?.work();
  }

  /** A request was sent to every CPU. */
  settle(): void {
    if (!this.held) this.drain();
  }

  drain(): void {
    while (this.waiting.length > 0) this.perform(0);
  }
}
