import type { Source } from './parse';
import { LIMITS } from './limits';
import { pagesOf, placeOf, type Step } from './steps';

/** What is known of names while the steps go by. H is taken as large as it can be: places are checked against the least doubt. */
interface Known {
  readonly processes: Set<string>;
  /** Pages a mapping had at most, by name. */
  readonly mappings: Map<string, number>;
  readonly grips: Set<string>;
}

const LARGEST_H = 8192;
const key = (step: Step, name: string): readonly PropertyKey[] => [step.name, name];

function useProcess(source: Source, known: Known, index: number, step: Step, field: 'proc' | 'target'): void {
  if (!(field in step)) return;
  const name = (step as unknown as Record<string, string>)[field]!;
  if (known.processes.has(name)) return;
  throw source.error('unknown-name', source.place(['steps', index, ...key(step, field)]), `there is no process '${name}'`, 'fork it first, or use A');
}

function usePlace(source: Source, known: Known, index: number, step: Step, field: 'at' | 'fixed'): void {
  if (!(field in step)) return;
  const text = (step as unknown as Record<string, string | undefined>)[field];
  if (text === undefined) return;
  const place = source.place(['steps', index, ...key(step, field)]);
  const { mapping, page } = placeOf(text, LARGEST_H);
  const pages = known.mappings.get(mapping);
  if (pages === undefined) throw source.error('unknown-name', place, `there is no mapping '${mapping}'`, 'mmap it first');
  if (page >= pages) throw source.error('outside-mapping', place, `page ${page} is outside mapping '${mapping}' of ${pages} pages`, 'use a page the mapping has');
}

function makeMapping(source: Source, known: Known, index: number, step: Step, name: string, pages: number, mayExist: boolean): void {
  const place = source.place(['steps', index, ...key(step, 'as')]);
  if (known.mappings.has(name) && !mayExist) throw source.error('duplicate-name', place, `the mapping name '${name}' is used already`, 'use another name');
  if (known.mappings.size >= LIMITS.mappings) throw source.error('out-of-range', place, `more than ${LIMITS.mappings} mappings`, 'use fewer');
  if (pages > LIMITS.pages) throw source.error('out-of-range', place, `a mapping of ${pages} pages is more than ${LIMITS.pages}`, 'use fewer pages');
  known.mappings.set(name, Math.max(pages, known.mappings.get(name) ?? 0));
}

function makeProcess(source: Source, known: Known, index: number, step: Step & { readonly name: 'fork' }): void {
  const place = source.place(['steps', index, 'fork', 'child']);
  if (known.processes.has(step.child)) throw source.error('duplicate-name', place, `the process name '${step.child}' is used already`, 'use another name');
  if (known.processes.size >= LIMITS.processes) throw source.error('out-of-range', place, `more than ${LIMITS.processes} processes`, 'use fewer');
  known.processes.add(step.child);
}

function makeNames(source: Source, known: Known, index: number, step: Step): void {
  if (step.name === 'fork') makeProcess(source, known, index, step);
  if (step.name === 'mmap') makeMapping(source, known, index, step, step.as, pagesOf(step.pages, LARGEST_H), false);
  if (step.name === 'mremap') {
    const moves = step.mayMove === true || step.dontUnmap === true;
    const { mapping, page } = placeOf(step.at, LARGEST_H);
    const newPages = pagesOf(step.newPages, LARGEST_H);
    if (!moves && step.as !== mapping) {
      const place = source.place(['steps', index, 'mremap', 'as']);
      throw source.error('unknown-name', place, `without mayMove 'as' is the mapping itself, '${mapping}'`, `write as: ${mapping}, or mayMove: true`);
    }
    makeMapping(source, known, index, step, step.as, moves ? newPages : page + newPages, !moves);
  }
  if (step.name === 'pin' || step.name === 'get') {
    if (known.grips.has(step.as)) throw source.error('duplicate-name', source.place(['steps', index, step.name, 'as']), `the name '${step.as}' is used already`, 'use another name');
    known.grips.add(step.as);
  }
}

/** Names are made before they are used, and once; places lie inside their mapping. (Ranges may run beyond it: what the kernel says then is worth seeing.) */
export function checkNames(source: Source, steps: readonly Step[]): void {
  const known: Known = { processes: new Set(['A']), mappings: new Map(), grips: new Set() };
  steps.forEach((step, index) => {
    useProcess(source, known, index, step, 'proc');
    useProcess(source, known, index, step, 'target');
    usePlace(source, known, index, step, 'at');
    usePlace(source, known, index, step, 'fixed');
    makeNames(source, known, index, step);
  });
}
