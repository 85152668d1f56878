import type { FileRequest } from '@faultline/machine';
import { pagesOf } from './format/counts';
import type { Scenario } from './format/frame';
import type { Step } from './format/steps';

/** A file or memfd that a scenario starts with. */
export interface ScenarioFile extends FileRequest {
  /** NAME of `file:NAME` or `shmem:NAME`. */
  readonly name: string;
}

/** Page i of a file begins with this byte. @source scenarios/FORMAT.md */
const FIRST_BYTE = 100;
const BYTES = 256;

/** Where a step reaches in a file: its name, and the page after the last. */
interface Reach {
  readonly name: string;
  readonly backing: FileRequest['backing'];
  readonly end: number;
}

function reachOf(step: Step, huge: number): Reach | undefined {
  const pages = (count: number | string): number => pagesOf(count, huge);
  if (step.name === 'mmap') {
    const [kind, name] = step.backing.split(':');
    return name === undefined ? undefined : { name, backing: kind as FileRequest['backing'], end: pages(step.offset ?? 0) + pages(step.pages) };
  }
  if (!('file' in step)) return undefined;
  const end = 'offset' in step ? pages(step.offset) + ('pages' in step ? pages(step.pages) : 1) : 0;
  return { name: step.file, backing: 'file', end };
}

const contentOf = (pages: number): number[] => Array.from({ length: pages }, (_, index) => (FIRST_BYTE + index) % BYTES);

/** Files and memfds before the first step, in the order in which the steps name them; each as long as the steps reach, unless the scenario says otherwise. */
export function filesOf({ steps, machine = {} }: Scenario, huge: number): ScenarioFile[] {
  const reaches = steps.flatMap((step) => reachOf(step, huge) ?? []);
  // A step on a file says only its name: what it is, a mapping tells.
  const mapped = [...reaches].sort((one, other) => Number(one.backing === 'file') - Number(other.backing === 'file'));
  return [...new Set(reaches.map(({ name }) => name))].map((name) => {
    const { backing } = mapped.find((reach) => reach.name === name)!;
    const given = machine.files?.[name];
    const pages = given?.pages === undefined ? Math.max(...reaches.filter((reach) => reach.name === name).map(({ end }) => end)) : pagesOf(given.pages, huge);
    return { name, backing, pages, content: contentOf(pages), cached: given?.cached ?? backing === 'file' };
  });
}
