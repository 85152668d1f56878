import { HUGE_PAGES, pagesOf, placeOf } from './format/counts';
import type { Scenario } from './format/frame';
import type { Step } from './format/steps';

/** Pages of a mapping, by the name that it was made under. */
interface Range {
  readonly root: string;
  readonly start: number;
  readonly end: number;
}

/** Steps that look at a place and bring no page. */
const BRINGS_NOTHING: ReadonlySet<string> = new Set(['munmap', 'mprotect', 'mremap', 'dontneed', 'cold', 'pageout']);

const meet = (one: Range, other: Range): boolean => one.root === other.root && one.start < other.end && other.start < one.end;

/** What the steps so far may have made of shared memory, whatever process has it. */
class Shared {
  private readonly roots = new Map<string, { readonly root: string; readonly page: number }>();
  private readonly mapped: Range[] = [];
  private readonly open: Range[] = [];
  private readonly touched: Range[] = [];

  rangeAt(at: string, pages: number | string = 1): Range {
    const { mapping, page } = placeOf(at, HUGE_PAGES.most);
    const { root, page: first } = this.roots.get(mapping) ?? { root: mapping, page: 0 };
    return { root, start: first + page, end: first + page + pagesOf(pages, HUGE_PAGES.most) };
  }

  /** May shared memory have pages in the range? */
  has(range: Range): boolean {
    return this.touched.some((each) => meet(each, range));
  }

  private touch(range: Range): void {
    const reached = (all: readonly Range[]): boolean => all.some((each) => meet(each, range));
    if (reached(this.mapped) && reached(this.open)) this.touched.push(range);
  }

  follow(step: Step): void {
    if (step.name === 'mmap') this.map(step);
    if (!('at' in step)) return;
    const range = this.rangeAt(step.at, 'pages' in step ? step.pages : 1);
    if (step.name === 'mremap') this.roots.set(step.as, { root: range.root, page: range.start });
    if (step.name === 'mprotect' && step.prot !== 'none') this.open.push(range);
    if (!BRINGS_NOTHING.has(step.name === 'madvise' ? step.advice : step.name)) this.touch(range);
  }

  private map({ as, pages, fixed, share, prot, populate }: Extract<Step, { name: 'mmap' }>): void {
    if (fixed !== undefined) {
      const { root, start } = this.rangeAt(fixed);
      this.roots.set(as, { root, page: start });
    }
    const range = this.rangeAt(`${as}+0`, pages);
    if (share === 'shared') this.mapped.push(range);
    if (share === 'shared' && prot !== 'none') this.open.push(range);
    if (populate === true) this.touch(range);
  }
}

/** Does the scenario reclaim shared memory that may have pages? Where there are none, there is nothing to reclaim. */
export function reclaimsShared({ steps }: Pick<Scenario, 'steps'>): boolean {
  const shared = new Shared();
  return steps.some((step) => {
    const reclaims = step.name === 'madvise' && step.advice === 'pageout' && shared.has(shared.rangeAt(step.at, step.pages));
    shared.follow(step);
    return reclaims;
  });
}
