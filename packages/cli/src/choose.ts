import { chooseArchitecture, kernelOf, listOf, type Chosen } from './architectures';
import { CliError } from './errors';
import { chooseTarget } from './targets';

/** The options that say which machine. */
export interface MachineChoice {
  readonly arch?: string;
  readonly config?: string;
  readonly kernel?: string;
  readonly target?: string;
}

/** The kernel that is modelled when none is named. */
const KERNEL = '6.2-rc3';
const MOST_COLUMNS = 6;

/** One machine: `--target`, or `--arch` with `--kernel`. @throws CliError */
export function chooseOne({ arch, config, kernel, target }: MachineChoice): Chosen {
  if (target === undefined) {
    if (arch === undefined) throw new CliError('misuse', 'no architecture is named', 'add --arch A or --target T');
    return chooseArchitecture(arch, kernelOf(kernel ?? KERNEL), config);
  }
  if (arch !== undefined || kernel !== undefined || config !== undefined)
    throw new CliError('misuse', '--target stands for --arch and --kernel together', 'give --target alone');
  return chooseTarget(target);
}

/** Every architecture of a list under every kernel of a list. @throws CliError */
export function chooseColumns(arches: string, kernels: string): Chosen[] {
  const names = listOf(arches);
  const profiles = listOf(kernels);
  const columns = names.flatMap((name) => profiles.map((kernel) => chooseArchitecture(name, kernelOf(kernel))));
  if (columns.length === 0) throw new CliError('misuse', 'nothing to compare', 'name architectures, as in --arch x86-64,arm64');
  if (columns.length > MOST_COLUMNS) throw new CliError('misuse', `${columns.length} runs do not fit side by side`, `compare at most ${MOST_COLUMNS}`);
  return columns;
}
