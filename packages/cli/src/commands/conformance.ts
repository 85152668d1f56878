import { KERNELS, type Architecture, type Kernel } from '@faultline/contracts';
import { ARCHITECTURES, isComplete, isTyped, kernelOf, renderStandings, standingOf, strictMakerOf, type Outside } from '@faultline/workbench';
import { blaming, loadArchModule } from '../arch-module';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

export interface ConformanceOptions {
  readonly config?: string;
  readonly kernel?: string;
  /** The architecture of `--arch-module`. */
  readonly outside?: Outside;
  readonly runs?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** Is it written as a path, or as a package in a scope? */
const isModule = (text: string): boolean => /^\.|[/\\@]/.test(text) || /\.[cm]?js$/.test(text);

/** What the argument stands for: a known name, or that of `--arch-module`, or else a module. @throws CliError */
function subjectOf(text: string, { outside: given }: ConformanceOptions): { readonly name: string; readonly outside: Outside | undefined } {
  if (given !== undefined) {
    if (text.split(':')[0] === given.name) return { name: text, outside: given };
    throw new CliError('misuse', `${given.specifier} is the architecture '${given.name}', not '${text}'`, `run faultline conformance ${given.specifier}`);
  }
  if (!isModule(text) && ARCHITECTURES.includes(text.split(':')[0]!)) return { name: text, outside: undefined };
  try {
    const outside = loadArchModule(text);
    return { name: outside.name, outside };
  } catch (error) {
    if (isModule(text) || !isTyped(error) || !error.message.endsWith('there is no such module')) throw error;
    throw new CliError('misuse', `there is no architecture '${text}', nor a module of that name`, `use one of ${ARCHITECTURES.join(', ')}, or name a module`);
  }
}

interface Refusal {
  readonly kernel: Kernel;
  readonly error: unknown;
}
type Made = { readonly architecture: Architecture } | Refusal;

function madeFor(make: (kernel: Kernel) => Architecture, kernel: Kernel): Made {
  try {
    return { architecture: make(kernel) };
  } catch (error) {
    if (!isTyped(error)) throw error;
    return { kernel, error };
  }
}

/** One architecture for each kernel that has it. @throws the architecture's own error if none has */
function subjects(io: Io, make: (kernel: Kernel) => Architecture, kernels: readonly Kernel[]): Architecture[] {
  const made = kernels.map((kernel) => madeFor(make, kernel));
  const refusals = made.filter((one): one is Refusal => 'error' in one);
  if (refusals.length === made.length) throw refusals[0]!.error;
  for (const { kernel, error } of refusals) io.err(`faultline: not on kernel ${kernel}: ${(error as Error).message}\n`);
  return made.flatMap((one) => ('architecture' in one ? [one.architecture] : []));
}

/** `faultline conformance`: the laws an architecture must keep; what is broken reads as a to-do list. */
export function conformance(io: Io, text: string, options: ConformanceOptions): number {
  const { name, outside } = subjectOf(text, options);
  const make = strictMakerOf(name, options.config, outside);
  const kernels = options.kernel === undefined ? KERNELS : [kernelOf(options.kernel)];
  const check = {
    ...(options.runs === undefined ? {} : { runs: options.runs }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  };
  const standings = blaming(outside?.specifier, () => subjects(io, make, kernels)
    .map((architecture) => standingOf(architecture, check)));
  const ok = standings.every(isComplete);
  io.out(options.json === true ? `${JSON.stringify({ ok, reports: standings })}\n` : renderStandings(standings, terminalOf(io)));
  return ok ? 0 : 1;
}
