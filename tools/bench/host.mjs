import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release } from 'node:os';
import { compilerVersion } from './rivals.mjs';

/** Whether the CPU says that it is a virtual one; undefined: it does not tell. */
function runsVirtual() {
  try {
    return /^flags\s*:.*\bhypervisor\b/m.test(readFileSync('/proc/cpuinfo', 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** What the figures were measured on. */
export const describeHost = () => ({
  cpu: cpus()[0]?.model ?? 'unknown CPU', cpus: availableParallelism(), virtual: runsVirtual() ?? 'not told', kernel: release(), node: process.version,
  compiler: compilerVersion(),
});
