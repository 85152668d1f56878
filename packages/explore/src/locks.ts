interface Holder {
  /** -1: nobody. */
  writer: number;
  readonly readers: Set<number>;
}

/** Locks by name: one writer, or any number of readers. A thread that waits for itself waits for ever. */
export class LockTable {
  private readonly held = new Map<string, Holder>();

  canTake(lock: string, mode: 'read' | 'write'): boolean {
    const holder = this.held.get(lock);
    if (holder === undefined) return true;
    return holder.writer < 0 && (mode === 'read' || holder.readers.size === 0);
  }

  take(lock: string, mode: 'read' | 'write', thread: number): void {
    const holder = this.held.get(lock) ?? { writer: -1, readers: new Set<number>() };
    if (mode === 'write') holder.writer = thread;
    else holder.readers.add(thread);
    this.held.set(lock, holder);
  }

  /** False: the thread does not hold it. */
  release(lock: string, thread: number): boolean {
    const holder = this.held.get(lock);
    if (holder?.writer === thread) holder.writer = -1;
    else if (!holder?.readers.delete(thread)) return false;
    if (holder.writer < 0 && holder.readers.size === 0) this.held.delete(lock);
    return true;
  }

  /** Threads that hold a lock. */
  holders(lock: string): readonly number[] {
    const holder = this.held.get(lock);
    if (holder === undefined) return [];
    return holder.writer >= 0 ? [holder.writer] : [...holder.readers].sort((a, b) => a - b);
  }

  get free(): boolean {
    return this.held.size === 0;
  }

  /** Who holds what, in an order that does not depend on history. */
  key(): string {
    return [...this.held.keys()].sort().map((lock) => `${lock}=${this.held.get(lock)!.writer}:${this.holders(lock).join(',')}`).join(';');
  }
}
