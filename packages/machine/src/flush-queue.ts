import type { CpuId } from '@faultline/contracts';
/** One CPU's share of a flush, not done yet. */
export interface FlushWork {
  readonly cpu: CpuId;
  readonly request: number;
  readonly work: () => void;
}

/** What reactors left to the scheduler (DESIGN §4.5). In sequence it drains at once; an explorer picks from it. */
export class FlushQueue {
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

  drain(): void {
    while (this.waiting.length > 0) this.perform(0);
  }
}
