import { plain, type MmId, type Vpn } from '@faultline/contracts';
import type { Advice, Errno, MemoryCalls, MmapRequest, Prot } from './requests';
import type { SystemCalls } from './system-calls';

/** Whose turn it is: each operation begins and ends, and is one transaction. */
export interface Turn {
  /** An operation begins. */
  begin(label: string): void;
  /** It ends, and is delivered. */
  end(): void;
}

const plainForms = (calls: SystemCalls) => ({
  mmap: plain(calls, 'mmap'), munmap: plain(calls, 'munmap'), mprotect: plain(calls, 'mprotect'), mremap: plain(calls, 'mremap'),
  madvise: plain(calls, 'madvise'), fork: plain(calls, 'fork'), exit: plain(calls, 'exit'),
});

/** The system calls of one thread, run in sequence, a transaction each. */
export class SequentialCalls implements MemoryCalls {
  private readonly run: ReturnType<typeof plainForms>;

  constructor(
    calls: SystemCalls,
    private readonly turn: Turn,
  ) {
    this.run = plainForms(calls);
  }

  /** Runs one operation, as one transaction. */
  protected transaction<T>(label: string, operation: () => T): T {
    this.turn.begin(label);
    try {
      return operation();
    } finally {
      this.turn.end();
    }
  }

  mmap(mm: MmId, request: MmapRequest): Errno {
    return this.transaction('mmap', () => this.run.mmap(mm, request));
  }

  munmap(mm: MmId, vpn: Vpn, pages: number): Errno {
    return this.transaction('munmap', () => this.run.munmap(mm, vpn, pages));
  }

  mprotect(mm: MmId, vpn: Vpn, pages: number, prot: Prot): Errno {
    return this.transaction('mprotect', () => this.run.mprotect(mm, vpn, pages, prot));
  }

  mremap(mm: MmId, vpn: Vpn, pages: number, newPages: number, to?: { vpn: Vpn; dontUnmap: boolean }): Errno {
    return this.transaction('mremap', () => this.run.mremap(mm, vpn, pages, newPages, to));
  }

  madvise(mm: MmId, vpn: Vpn, pages: number, advice: Advice): Errno {
    return this.transaction('madvise', () => this.run.madvise(mm, vpn, pages, advice));
  }

  fork(mm: MmId): { readonly errno: Errno; readonly mm: number } {
    return this.transaction('fork', () => this.run.fork(mm));
  }

  exit(mm: MmId): void {
    this.transaction('exit', () => this.run.exit(mm));
  }
}
