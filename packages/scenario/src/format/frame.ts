import * as z from 'zod';
import { LIMITS } from '../limits';
import type { Step } from './steps';
import { NEEDS } from './tables';
import { count, flag, name } from './values';
import { oneOf, wordOfTable } from './words';

const filesOf = z.strictObject({
  pages: count.meta({ description: 'Its length; left out, as long as the steps reach.' }).optional(),
  cached: z.boolean().meta({ description: 'Whether its pages are in the page cache before the first step; left out, those of a file are, those of a memfd are not.', takes: 'true or false', known: ['true', 'false'] }).optional(),
}).meta({ description: 'One file or memfd, by its NAME.' });

/** The machine a scenario wants. */
export const MACHINE = z.strictObject({
  cpus: z.number().int().min(1).max(LIMITS.cpus).meta({ description: 'CPUs. Recordings all have one.', takes: `a number of CPUs, 1 to ${LIMITS.cpus}`, unit: 'CPUs', default: 1, lacks: 'several CPUs in a scenario' }).optional(),
  thp: oneOf('never', 'madvise', 'always').meta({ description: 'Transparent huge pages: nowhere, where madvise asks for them, or everywhere.', default: 'never', lacks: 'huge pages' }).optional(),
  swap: z.number().int().min(0).max(LIMITS.swapMiB).meta({ description: 'Size of the swap device.', takes: `a number of MiB, 0 to ${LIMITS.swapMiB}`, unit: 'MiB', default: 0 }).optional(),
  ksm: flag.meta({ description: 'Whether the KSM scanner may run.', lacks: 'KSM' }).optional(),
  hugetlb: z.number().int().min(0).max(LIMITS.hugePages).meta({ description: 'Huge pages in the pool.', takes: `a number of huge pages, 0 to ${LIMITS.hugePages}`, unit: 'huge pages', default: 0, lacks: 'hugetlb' }).optional(),
  files: z.record(name, filesOf).refine((files) => Object.keys(files).length <= LIMITS.files)
    .meta({ description: 'Files and memfds that are not as the steps ask for them, by NAME.', takes: `at most ${LIMITS.files} files, as NAME: {pages: …, cached: …}` }).optional(),
});

/** Of a file what stands beside its steps. */
export const FRAME = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/).meta({ description: 'What it is called: the name of the file without .yaml.', takes: 'lower-case letters, digits and -, at most 64' }),
  about: z.string().meta({ description: 'What it shows, in one line.', takes: 'text' }).optional(),
  notes: z.array(z.string().meta({ takes: 'text' })).meta({ description: 'Commits and other things it depends on.', takes: 'a list of texts' }).optional(),
  machine: MACHINE.meta({ description: 'The machine it wants.' }).optional(),
  needs: z.array(wordOfTable(NEEDS)).meta({ description: 'What a recorder must have, beyond what the steps show.', takes: `a list of ${Object.keys(NEEDS).join(', ')}` }).optional(),
  steps: z.array(z.unknown()).max(LIMITS.steps).meta({ description: 'What happens, in order: each step is one system call or one access of a byte.', takes: `a list of at most ${LIMITS.steps} steps, each as - NAME: {KEY: VALUE, …}` }),
});

/** A file of the machine. */
export const MACHINE_FILE = filesOf;

/** A scenario as the file has it, checked. */
export interface Scenario extends Readonly<Omit<z.infer<typeof FRAME>, 'steps'>> {
  /** The steps, in order. */
  readonly steps: readonly Step[];
}
