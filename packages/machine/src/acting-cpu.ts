import {
  ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, plain, threadOn, type Access, type ActingThread, type CpuId, type MmId, type Plain, type Vpn,
} from '@faultline/contracts';
import { Core, CoreCpuHost, gatherHost, outcomeName, SequentialCalls } from '@faultline/core-mm';
import { AccessUnit } from '@faultline/cpu';
import { gatherOn } from '@faultline/mmu-gather';
import type { AccessResult, Operations } from './api';
import { accessNamed } from './arguments';
import { MachinePaths } from './paths';
import type { SharedParts } from './shared-parts';

const ACCESSES: Readonly<Record<string, Access>> = { read: ACCESS_READ, write: ACCESS_WRITE, exec: ACCESS_EXEC };
const KERNEL_ACCESSES: Readonly<Record<string, Access>> = { read: ACCESS_READ, write: ACCESS_WRITE };

function coreOf({ state, architecture, profile, host, cpus }: SharedParts, thread: ActingThread): Core {
  return new Core({
    state: state.core, thread, architecture, profile, host,
    gather: (core) => gatherOn({
      thread, state: state.gather, host: gatherHost(core), policy: architecture.gather, profile, smp: cpus > 1, pageShift: architecture.geometry.pageShift,
    }),
  });
}

/** A thread on one CPU, with all it works with: the core's context, the gather, the CPU's way to memory, and its paths. */
export class ActingCpu extends SequentialCalls implements Operations {
  readonly thread: ActingThread;
  readonly core: Core;
  readonly unit: AccessUnit;
  readonly paths: MachinePaths;
  private readonly runAccess: Plain<MachinePaths['access']>;

  constructor(
    protected readonly shared: SharedParts,
    cpu: CpuId,
  ) {
    const { state, log } = shared;
    const thread = threadOn(log, cpu);
    const core = coreOf(shared, thread);
    const unit = new AccessUnit(core, state.tlbs, new CoreCpuHost(core));
    const paths = new MachinePaths(core, unit);
    super(paths, shared);
    this.thread = thread;
    this.core = core;
    this.unit = unit;
    this.paths = paths;
    this.runAccess = plain(paths, 'access');
  }

  spawn(): number {
    return this.transaction('spawn', () => this.paths.spawn().id);
  }

  access(mm: MmId, vpn: Vpn, access: 'read' | 'write' | 'exec', value = 0): AccessResult {
    return this.accessAs(mm, vpn, accessNamed(ACCESSES, access), true, value);
  }

  kernelAccess(mm: MmId, vpn: Vpn, access: 'read' | 'write', value = 0): AccessResult {
    return this.accessAs(mm, vpn, accessNamed(KERNEL_ACCESSES, access), false, value);
  }

  evictAll(mm: MmId): void {
    this.transaction('evict', () => this.unit.evictAll(this.paths.mm(mm)));
  }

  private accessAs(mm: MmId, vpn: Vpn, access: Access, user: boolean, value: number): AccessResult {
    const byte = this.touch(mm, vpn, access, user, value);
    if (byte < 0) return { result: outcomeName(-1 - byte) };
    return access === ACCESS_READ ? { result: 'ok', value: byte } : { result: 'ok' };
  }

  /** As `access`, without building a result: the byte, or -1 - outcome. The way of benchmarks. */
  touch(mm: MmId, vpn: Vpn, access: Access, user: boolean, value: number): number {
    this.shared.begin('access');
    try {
      return this.runAccess(mm, vpn, access, user, value);
    } finally {
      this.shared.end();
    }
  }
}
