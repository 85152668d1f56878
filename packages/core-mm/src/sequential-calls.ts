import { plain, type HoldId, type MmId, type ObjectId, type Pgoff, type Vpn } from '@faultline/contracts';
import type { Advice, ByteResult, BytesResult, ClearedMarks, Errno, FileCalls, FileRequest, FileResult, GupCalls, HoldResult, MemoryCalls, MmapRequest, PinMode, Prot, SwapCalls, UffdCalls, UffdMode } from './requests';
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
  madvise: plain(calls, 'madvise'), mlock: plain(calls, 'mlock'), munlock: plain(calls, 'munlock'), clearRefs: plain(calls, 'clearRefs'), fork: plain(calls, 'fork'), exit: plain(calls, 'exit'),
  pin: plain(calls, 'pin'), unpin: plain(calls, 'unpin'), get: plain(calls, 'get'), readGot: plain(calls, 'readGot'), dropGot: plain(calls, 'dropGot'),
  poke: plain(calls, 'poke'), peek: plain(calls, 'peek'), vmRead: plain(calls, 'vmRead'), vmWrite: plain(calls, 'vmWrite'), msync: plain(calls, 'msync'),
  createFile: plain(calls, 'createFile'), closeFile: plain(calls, 'closeFile'), fileRead: plain(calls, 'fileRead'), fileWrite: plain(calls, 'fileWrite'),
  fileTruncate: plain(calls, 'fileTruncate'), filePunch: plain(calls, 'filePunch'), fileSync: plain(calls, 'fileSync'),
  swapon: plain(calls, 'swapon'), swapoff: plain(calls, 'swapoff'), swapBreak: plain(calls, 'swapBreak'),
  uffdRegister: plain(calls, 'uffdRegister'), uffdUnregister: plain(calls, 'uffdUnregister'), uffdWp: plain(calls, 'uffdWp'), uffdCopy: plain(calls, 'uffdCopy'),
  uffdZero: plain(calls, 'uffdZero'), uffdPoison: plain(calls, 'uffdPoison'),
});

/** The system calls of one thread, run in sequence, a transaction each. */
export class SequentialCalls implements MemoryCalls, GupCalls, FileCalls, SwapCalls, UffdCalls {
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

  mlock(mm: MmId, vpn: Vpn, pages: number, onfault?: boolean): Errno {
    return this.transaction('mlock', () => this.run.mlock(mm, vpn, pages, onfault));
  }

  munlock(mm: MmId, vpn: Vpn, pages: number): Errno {
    return this.transaction('munlock', () => this.run.munlock(mm, vpn, pages));
  }

  clearRefs(mm: MmId, marks: ClearedMarks): Errno {
    return this.transaction('clearRefs', () => this.run.clearRefs(mm, marks));
  }

  fork(mm: MmId): { readonly errno: Errno; readonly mm: number } {
    return this.transaction('fork', () => this.run.fork(mm));
  }

  exit(mm: MmId): void {
    this.transaction('exit', () => this.run.exit(mm));
  }

  pin(mm: MmId, vpn: Vpn, pages: number, mode: PinMode): HoldResult {
    return this.transaction('pin', () => this.run.pin(mm, vpn, pages, mode));
  }

  unpin(mm: MmId, hold: HoldId): Errno {
    return this.transaction('unpin', () => this.run.unpin(mm, hold));
  }

  get(mm: MmId, vpn: Vpn, pages: number): HoldResult {
    return this.transaction('get', () => this.run.get(mm, vpn, pages));
  }

  readGot(mm: MmId, hold: HoldId): BytesResult {
    return this.transaction('readGot', () => this.run.readGot(mm, hold));
  }

  dropGot(mm: MmId, hold: HoldId): Errno {
    return this.transaction('dropGot', () => this.run.dropGot(mm, hold));
  }

  poke(mm: MmId, target: MmId, vpn: Vpn, value: number): ByteResult {
    return this.transaction('poke', () => this.run.poke(mm, target, vpn, value));
  }

  peek(mm: MmId, target: MmId, vpn: Vpn): ByteResult {
    return this.transaction('peek', () => this.run.peek(mm, target, vpn));
  }

  vmRead(mm: MmId, target: MmId, vpn: Vpn): ByteResult {
    return this.transaction('vmRead', () => this.run.vmRead(mm, target, vpn));
  }

  vmWrite(mm: MmId, target: MmId, vpn: Vpn, value: number): ByteResult {
    return this.transaction('vmWrite', () => this.run.vmWrite(mm, target, vpn, value));
  }

  msync(mm: MmId, vpn: Vpn, pages: number): Errno {
    return this.transaction('msync', () => this.run.msync(mm, vpn, pages));
  }

  createFile(request: FileRequest): FileResult {
    return this.transaction('createFile', () => this.run.createFile(request));
  }

  closeFile(file: ObjectId): Errno {
    return this.transaction('closeFile', () => this.run.closeFile(file));
  }

  fileRead(file: ObjectId, page: Pgoff): ByteResult {
    return this.transaction('fileRead', () => this.run.fileRead(file, page));
  }

  fileWrite(file: ObjectId, page: Pgoff, value: number): Errno {
    return this.transaction('fileWrite', () => this.run.fileWrite(file, page, value));
  }

  fileTruncate(file: ObjectId, pages: number): Errno {
    return this.transaction('fileTruncate', () => this.run.fileTruncate(file, pages));
  }

  filePunch(file: ObjectId, page: Pgoff, pages: number): Errno {
    return this.transaction('filePunch', () => this.run.filePunch(file, page, pages));
  }

  fileSync(file: ObjectId): Errno {
    return this.transaction('fileSync', () => this.run.fileSync(file));
  }

  swapon(pages: number): Errno {
    return this.transaction('swapon', () => this.run.swapon(pages));
  }

  swapoff(): Errno {
    return this.transaction('swapoff', () => this.run.swapoff());
  }

  swapBreak(): Errno {
    return this.transaction('swapBreak', () => this.run.swapBreak());
  }

  uffdRegister(mm: MmId, vpn: Vpn, pages: number, mode: UffdMode): Errno {
    return this.transaction('uffdRegister', () => this.run.uffdRegister(mm, vpn, pages, mode));
  }

  uffdUnregister(mm: MmId, vpn: Vpn, pages: number): Errno {
    return this.transaction('uffdUnregister', () => this.run.uffdUnregister(mm, vpn, pages));
  }

  uffdWp(mm: MmId, vpn: Vpn, pages: number, on: boolean): Errno {
    return this.transaction('uffdWp', () => this.run.uffdWp(mm, vpn, pages, on));
  }

  uffdCopy(mm: MmId, vpn: Vpn, value: number, wp?: boolean): Errno {
    return this.transaction('uffdCopy', () => this.run.uffdCopy(mm, vpn, value, wp));
  }

  uffdZero(mm: MmId, vpn: Vpn, pages: number): Errno {
    return this.transaction('uffdZero', () => this.run.uffdZero(mm, vpn, pages));
  }

  uffdPoison(mm: MmId, vpn: Vpn, pages: number): Errno {
    return this.transaction('uffdPoison', () => this.run.uffdPoison(mm, vpn, pages));
  }
}
