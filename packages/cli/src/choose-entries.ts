import { chooseEntries, wordFrom, type ChosenEntries } from '@faultline/workbench';
import { naming, single, type MachineChoice } from './choose';
import { CliError } from './errors';

/** The options that say how entries are to be read. */
export interface EntriesChoice extends MachineChoice {
  readonly va?: string;
  readonly os?: string;
  readonly maxphyaddr?: number;
}

/** Whose tables they are. @throws CliError */
export function systemIn(os: string | undefined): 'linux' | 'none' | undefined {
  if (os === undefined || os === 'none' || os === 'linux') return os;
  throw new CliError('misuse', `--os is '${os}'`, 'use linux or none', {}, { name: os, known: ['linux', 'none'] });
}

/** One machine for reading entries, of any release; `--va`, `--os` and `--maxphyaddr` say more of them. @throws CliError */
export function chooseForEntries({ arch, config, kernel, outside, va, os, maxphyaddr }: EntriesChoice): ChosenEntries {
  const [name = ''] = naming(outside, [single('arch', arch ?? outside?.name ?? '')]);
  if (name === '') throw new CliError('misuse', 'no architecture is named', 'add --arch A');
  return chooseEntries({
    arch: name, config, outside, kernel: kernel === undefined ? undefined : single('kernel', kernel), address: va === undefined ? undefined : wordFrom(va), linux: systemIn(os) !== 'none', physBits: maxphyaddr,
  });
}
