import {
  ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, codeOf, ENUMS, plain, signalOf, threadOn, type Access, type ActingThread, type CpuId, type MmId,
  type Vpn,
} from '@faultline/contracts';
import { Core, CoreCpuHost } from '@faultline/core-mm';
import { AccessUnit } from '@faultline/cpu';
import { createGather } from '@faultline/mmu-gather';
import type { AccessResult, Advice, Errno, MmapRequest, Operations, Prot } from './api';
import { gatherHost } from './gather-host';
import { MachinePaths } from './paths';
import type { SharedParts } from './shared-parts';

const ACCESSES = { read: ACCESS_READ, write: ACCESS_WRITE, exec: ACCESS_EXEC } as const;

/** The operations of a machine, run in sequence. */
const operationsOf = (paths: MachinePaths) => ({
  mmap: plain(paths, 'mmap'), munmap: plain(paths, 'munmap'), mprotect: plain(paths, 'mprotect'), mremap: plain(paths, 'mremap'),
  madvise: plain(paths, 'madvise'), fork: plain(paths, 'fork'), exit: plain(paths, 'exit'), access: plain(paths, 'access'),
});

function failureName(outcome: number): string {
  const signal = ENUMS.signal[signalOf(outcome)]!;
  return signal === 'EFAULT' ? signal : `${signal}/${ENUMS.sigcode[codeOf(outcome)]!}`;
}

function coreOf({ state, architecture, profile, host, cpus }: SharedParts, thread: ActingThread): Core {
  const core = new Core({ state: state.core, thread, architecture, profile, host });
  core.gather = createGather({
    thread, state: state.gather, host: gatherHost(core), policy: architecture.gather, profile, smp: cpus > 1, pageShift: architecture.geometry.pageShift,
  });
  return core;
}

/** A thread on one CPU, with all it works with: the core's context, the gather, the CPU's way to memory, and its paths. */
export class ActingCpu implements Operations {
  readonly thread: ActingThread;
  readonly core: Core;
  readonly unit: AccessUnit;
  readonly paths: MachinePaths;
  private readonly run: ReturnType<typeof operationsOf>;

  constructor(
    protected readonly shared: SharedParts,
    cpu: CpuId,
  ) {
    const { state, log } = shared;
    this.thread = threadOn(log, cpu);
    this.core = coreOf(shared, this.thread);
    this.unit = new AccessUnit(this.core, state.tlbs, new CoreCpuHost(this.core));
    this.paths = new MachinePaths(this.core, this.unit);
    this.run = operationsOf(this.paths);
  }

  /** Runs one operation, as one transaction. */
  private transaction<T>(label: string, operation: () => T): T {
    this.shared.begin(label);
    try {
      return operation();
    } finally {
      this.shared.end();
    }
  }

  spawn(): number {
    return this.transaction('spawn', () => this.paths.spawn().id);
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

  access(mm: MmId, vpn: Vpn, access: 'read' | 'write' | 'exec', value = 0): AccessResult {
    return this.accessAs(mm, vpn, ACCESSES[access], true, value);
  }

  kernelAccess(mm: MmId, vpn: Vpn, access: 'read' | 'write', value = 0): AccessResult {
    return this.accessAs(mm, vpn, ACCESSES[access], false, value);
  }

  private accessAs(mm: MmId, vpn: Vpn, access: Access, user: boolean, value: number): AccessResult {
    const byte = this.touch(mm, vpn, access, user, value);
    if (byte < 0) return { result: failureName(-1 - byte) };
    return access === ACCESS_READ ? { result: 'ok', value: byte } : { result: 'ok' };
  }

  /** As `access`, without building a result: the byte, or -1 - outcome. The way of benchmarks. */
  touch(mm: MmId, vpn: Vpn, access: Access, user: boolean, value: number): number {
    this.shared.begin('access');
    try {
      return this.run.access(mm, vpn, access, user, value);
    } finally {
      this.shared.end();
    }
  }
}
