import type { ScenarioErrorCode } from './errors';
import type { UnknownName } from '@faultline/contracts';
import { HUGE_PAGES, pagesOf, placeOf } from './format/counts';
import type { Step } from './format/steps';
import { LIMITS } from './limits';
import type { Broken } from './broken';
import type { Source } from './source';

/** What is known of names while the steps go by. */
interface Known {
  /** Names that a broken step may have made, or that were called unknown already: nothing is said of them. */
  readonly doubtful: Set<string>;
  readonly processes: Set<string>;
  /** Pages a mapping had at most, by name: for the least and the most that `H` can be. */
  readonly mappings: Map<string, Pages>;
  readonly grips: Map<string, 'pin' | 'get'>;
}

type Pages = readonly [least: number, most: number];
const forEach = (of: (huge: number) => number): Pages => [of(HUGE_PAGES.least), of(HUGE_PAGES.most)];

/** One step under check, and how to say what is wrong with it. */
class Check {
  constructor(
    private readonly source: Source,
    private readonly known: Known,
    private readonly index: number,
    private readonly step: Step,
  ) {}

  private add(code: ScenarioErrorCode, field: string, message: string, remedy: string, unknown?: UnknownName): void {
    const { source, index, step } = this;
    source.mistakes.add(() => ({ code, offset: source.offset(['steps', index, step.name, field]), message, remedy, ...(unknown !== undefined && { unknown }) }));
  }

  /** A name that was not made: said once. */
  private addUnknown(field: string, what: string, name: string, known: Iterable<string>, remedy: string): void {
    if (this.known.doubtful.has(name)) return;
    this.known.doubtful.add(name);
    this.add('unknown-name', field, what, remedy, { name, known: [...known] });
  }

  private field(name: string): string | undefined {
    return (this.step as unknown as Readonly<Record<string, string | undefined>>)[name];
  }

  useProcess(field: 'proc' | 'target'): void {
    const name = this.field(field);
    if (name !== undefined && !this.known.processes.has(name)) this.addUnknown(field, `there is no process '${name}'`, name, this.known.processes, 'fork it first, or use A');
  }

  usePlace(field: 'at' | 'fixed'): void {
    const text = this.field(field);
    if (text === undefined) return;
    const { mapping } = placeOf(text, 0);
    if (this.known.doubtful.has(mapping)) return;
    const pages = this.known.mappings.get(mapping);
    if (pages === undefined) return this.addUnknown(field, `there is no mapping '${mapping}'`, mapping, this.known.mappings.keys(), 'mmap it first');
    const page = forEach((huge) => placeOf(text, huge).page);
    if (page.every((each, end) => each >= pages[end]!))
      this.add('outside-mapping', field, `page ${page[1]} is outside mapping '${mapping}' of ${pages[1]} pages`, 'use a page the mapping has');
  }

  useGrip(): void {
    const { step } = this;
    if (step.name !== 'unpin' && step.name !== 'readGot' && step.name !== 'dropGot') return;
    const kind = step.name === 'unpin' ? 'pin' : 'get';
    if (this.known.grips.get(step.as) !== kind) this.addUnknown('as', `there is no ${kind} named '${step.as}'`, step.as, this.gripsOf(kind), `make it with a step ${kind} first`);
  }

  private gripsOf(kind: 'pin' | 'get'): string[] {
    return [...this.known.grips].filter(([, each]) => each === kind).map(([name]) => name);
  }

  makeNames(): void {
    const { step } = this;
    if (step.name === 'fork') this.makeProcess(step.child);
    if (step.name === 'mmap') this.makeMapping(step.as, forEach((huge) => pagesOf(step.pages, huge)), false);
    if (step.name === 'mremap') this.moveMapping(step);
    if (step.name === 'pin' || step.name === 'get') this.makeGrip(step.as, step.name);
  }

  private makeProcess(child: string): void {
    const { processes } = this.known;
    if (this.isTaken('process', child, 'child', processes)) return;
    if (processes.size === LIMITS.processes) this.add('out-of-range', 'child', `more than ${LIMITS.processes} processes`, 'use fewer');
    processes.add(child);
  }

  /** Is the name taken? What a broken step may have made is not held against it. */
  private isTaken(what: string, name: string, field: string, names: { has(name: string): boolean }): boolean {
    if (!names.has(name)) return false;
    if (!this.known.doubtful.has(name)) this.add('duplicate-name', field, `the ${what} name '${name}' is used already`, 'use another name');
    return true;
  }

  private makeMapping(name: string, pages: Pages, mayExist: boolean): void {
    const { mappings } = this.known;
    if (!mayExist && this.isTaken('mapping', name, 'as', mappings)) return;
    const before = mappings.get(name);
    if (before === undefined && mappings.size === LIMITS.mappings) this.add('out-of-range', 'as', `more than ${LIMITS.mappings} mappings`, 'use fewer');
    if (pages[1] > LIMITS.pages) this.add('out-of-range', 'as', `a mapping of ${pages[1]} pages is more than ${LIMITS.pages}`, 'use fewer pages');
    mappings.set(name, [Math.max(pages[0], before?.[0] ?? 0), Math.max(pages[1], before?.[1] ?? 0)]);
  }

  private moveMapping({ at, as, newPages, mayMove, dontUnmap }: Extract<Step, { name: 'mremap' }>): void {
    const moves = mayMove === true || dontUnmap === true;
    const { mapping } = placeOf(at, 0);
    if (!moves && as !== mapping)
      return this.add('unknown-name', 'as', `without mayMove 'as' is the mapping itself, '${mapping}'`, `write as: ${mapping}, or mayMove: true`);
    this.makeMapping(as, forEach((huge) => pagesOf(newPages, huge) + (moves ? 0 : placeOf(at, huge).page)), !moves);
  }

  private makeGrip(name: string, kind: 'pin' | 'get'): void {
    const { grips } = this.known;
    if (grips.has(name)) this.add('duplicate-name', 'as', `the name '${name}' is used already`, 'use another name');
    grips.set(name, kind);
  }
}

/** Names are made before they are used, and once; places lie inside their mapping. (Ranges may run beyond it: what the kernel says then is worth seeing.) */
export function checkNames(source: Source, steps: readonly (Step | Broken)[]): void {
  const known: Known = { doubtful: new Set(), processes: new Set(['A']), mappings: new Map(), grips: new Map() };
  steps.forEach((step, index) => {
    if ('mayMake' in step) return step.mayMake.forEach((name) => known.doubtful.add(name));
    const check = new Check(source, known, index, step);
    check.useProcess('proc');
    check.useProcess('target');
    check.usePlace('at');
    check.usePlace('fixed');
    check.useGrip();
    check.makeNames();
  });
}
