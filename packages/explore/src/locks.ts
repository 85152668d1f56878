interface Holder {
  writer: number;
  readonly readers: Set<number>;
}

/** Locks by name: one writer, or any number of readers. */
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

  release(lock: string, thread: number): void {
    const holder = this.held.get(lock);
    if (holder === undefined) return;
    if (holder.writer === thread) holder.writer = -1;
    holder.readers.delete(thread);
    if (holder.writer < 0 && holder.readers.size === 0) this.held.delete(lock);
  }

  get free(): boolean {
    return this.held.size === 0;
  }

  /** Who holds what, in an order that does not depend on history. */
  key(): string {
    return [...this.held].map(([lock, { writer, readers }]) => `${lock}=${writer}:${[...readers].sort().join(',')}`).sort().join(';');
  }
}
