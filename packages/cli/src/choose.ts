import type { Kernel } from '@faultline/contracts';
import { chooseArchitecture, kernelOf, listOf, type Chosen, type Outside } from '@faultline/workbench';
import { CliError } from './errors';
import { chooseTarget } from './targets';

/** The options that say which machine. */
export interface MachineChoice {
  readonly arch?: string;
  readonly config?: string;
  readonly kernel?: string;
  /** The architecture of `--arch-module`, which `arch` can name. */
  readonly outside?: Outside;
}

const MOST_COLUMNS = 6;
const COLUMNS = 'x86-64,arm64,s390';

/** The names, one of which must mean the architecture from outside, if there is one. @throws CliError */
export function naming(outside: Outside | undefined, names: readonly string[]): readonly string[] {
  if (outside === undefined || names.some((name) => name.split(':')[0] === outside.name)) return names;
  throw new CliError('misuse', `${outside.specifier} is the architecture '${outside.name}', which --arch does not name`, `add ${outside.name} to --arch`);
}

/** What is one name here, and a list in `compare`. @throws CliError for a list */
export function single(option: string, text: string): string {
  if (!text.includes(',')) return text;
  throw new CliError('misuse', `--${option} takes one name here, and '${text}' is a list`, 'give one of them; faultline compare takes lists');
}

/** One machine: `--arch` with `--kernel`; a module names itself. @param how an architecture can be named @throws CliError */
export function chooseOne({ arch, config, kernel, outside }: MachineChoice, how = '--arch A'): Chosen {
  const [name = ''] = naming(outside, [single('arch', arch ?? outside?.name ?? '')]);
  if (name === '') throw new CliError('misuse', 'no architecture is named', `add ${how}`);
  return chooseArchitecture(name, kernel === undefined ? undefined : kernelOf(single('kernel', kernel)), config, outside);
}

/** One machine: `--target`, or what `chooseOne` takes. @throws CliError */
export function chooseOneOrTarget(choice: MachineChoice & { readonly target?: string }): Chosen {
  const { arch, config, kernel, target, outside } = choice;
  if (target === undefined) return chooseOne(choice, '--arch A or --target T');
  if (arch !== undefined || kernel !== undefined || config !== undefined || outside !== undefined)
    throw new CliError('misuse', '--target stands for --arch and --kernel together', 'give --target alone');
  return chooseTarget(target);
}

/** Every architecture of a list under every kernel of a list; one from outside stands beside x86-64 if none is named. @throws CliError */
export function chooseColumns(arches: string | undefined, kernels: string | undefined, outside?: Outside): Chosen[] {
  const names = naming(outside, listOf(arches ?? (outside === undefined ? COLUMNS : `x86-64,${outside.name}`)));
  const profiles: readonly (Kernel | undefined)[] = kernels === undefined ? [undefined] : listOf(kernels).map(kernelOf);
  if (profiles.length === 0) throw new CliError('misuse', 'no kernel is named', 'name kernels, as in --kernel 6.1,6.2-rc3');
  const columns = names.flatMap((name) => profiles.map((kernel) => chooseArchitecture(name, kernel, undefined, outside)));
  if (columns.length === 0) throw new CliError('misuse', 'nothing to compare', 'name architectures, as in --arch x86-64,arm64');
  if (columns.length > MOST_COLUMNS) throw new CliError('misuse', `${columns.length} runs do not fit side by side`, `compare at most ${MOST_COLUMNS}`);
  return columns;
}
