import { createMachine } from '@faultline/machine';
import { performance } from 'node:perf_hooks';
import { keepsLog } from './plan.mjs';

/** Package and factory of each architecture. */
const PARTS = {
  'x86-64': ['@faultline/arch-x86', 'x86_64'],
  arm64: ['@faultline/arch-arm64', 'arm64'],
  s390: ['@faultline/arch-s390', 's390'],
};

/** What a machine of this architecture is made of. Only its own package is loaded. */
export async function partsOf(arch) {
  const [name, factory] = PARTS[arch];
  const [main, mmu] = await Promise.all([import(name), import(`${name}/mmu`)]);
  return { architecture: main[factory](), createMmu: mmu.createMmu };
}

/** Counts what was delivered; keeping objects would measure the collector. */
function listener(listen) {
  const seen = { count: 0 };
  listen(() => void seen.count++);
  return seen;
}

const LISTEN = {
  events: (machine) => listener((next) => machine.events$.subscribe(next)),
  transactions: (machine) => listener((next) => machine.transactions$.subscribe(next)),
  silent: () => listener(() => undefined),
};

const firstTouches = () => process.resourceUsage().minorPageFault;

/** A machine with one process, listened to, and a stopwatch that also counts events and bytes of log. */
export class Session {
  ns = 0;
  events = 0;
  logBytes = 0;
  /** Pages of host memory that were touched for the first time, by any thread of the process. */
  touched = 0;

  constructor(parts, mode, options = {}) {
    this.machine = createMachine({ ...parts, retainLog: keepsLog(mode), checked: false, ...options });
    this.mm = this.machine.spawn();
    this.seen = LISTEN[mode](this.machine);
  }

  /** Runs a piece of work that counts. */
  time(work) {
    const { log } = this.machine;
    const events = log.length;
    const bytes = log.bytes;
    const touched = firstTouches();
    const start = performance.now();
    const result = work();
    this.ns += (performance.now() - start) * 1e6;
    this.touched += firstTouches() - touched;
    this.events += log.length - events;
    this.logBytes += log.bytes - bytes;
    return result;
  }
}
