import type { Kernel } from '@faultline/contracts';
import { chooseArchitecture, type Chosen } from '@faultline/workbench';
import { CliError } from './errors';

/** A recordings directory's name stands for a machine: architecture, configuration and kernel profile. */
interface Target {
  readonly arch: string;
  readonly kernel: Kernel;
}

/** 6.18 runs as 6.12, on a machine without protection keys and a kernel built without CONFIG_MEMORY_FAILURE. */
const TARGETS: Readonly<Record<string, Target>> = {
  'x86_64-6.2': { arch: 'x86-64:l4', kernel: '6.2' },
  'arm64-6.2': { arch: 'arm64:4k-48', kernel: '6.2' },
  'arm64-6.2-swaf': { arch: 'arm64:4k-48+swaf', kernel: '6.2' },
  's390x-6.2': { arch: 's390:3level', kernel: '6.2' },
  'riscv64-6.2': { arch: 'riscv:sv57', kernel: '6.2' },
  'x86_64-6.1': { arch: 'x86-64:l4', kernel: '6.1' },
  'arm64-6.1': { arch: 'arm64:4k-48', kernel: '6.1' },
  's390x-6.1': { arch: 's390:3level', kernel: '6.1' },
  'x86_64-6.12': { arch: 'x86-64:l4', kernel: '6.12' },
  'arm64-6.12': { arch: 'arm64:4k-48', kernel: '6.12' },
  'riscv64-6.12': { arch: 'riscv:sv57', kernel: '6.12' },
  's390x-6.12': { arch: 's390:3level', kernel: '6.12' },
  'x86_64-6.18': { arch: 'x86-64:l4+nopku+nohwpoison', kernel: '6.12' },
};
/** Is this the name of a target that can be run? */
export const isTarget = (name: string): boolean => Object.hasOwn(TARGETS, name);

/** Why a recordings directory's name is no target. */
export const NOT_A_TARGET = 'is not known as a target';

/** The machine of a target. @throws CliError naming what is missing */
export function chooseTarget(name: string): Chosen {
  if (!isTarget(name)) throw new CliError('misuse', `target '${name}' ${NOT_A_TARGET}`, `use one of ${Object.keys(TARGETS).join(', ')}`);
  const { arch, kernel } = TARGETS[name]!;
  return { ...chooseArchitecture(arch, kernel), label: name };
}
