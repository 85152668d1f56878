import type { PageView } from '@faultline/machine';

/** How a page is called: a word, and a number where there are several of a kind. */
export interface PageName {
  readonly word: string;
  readonly number?: number;
}

/** Names pages and slots in order of first sight. A name is good for one generation of a page, and for a slot as long as an entry refers to it. */
export class PageNames {
  private readonly pages = new Map<string, number>();
  private readonly slots = new Map<number, number>();
  private readonly seen = new Set<number>();
  private slotsNamed = 0;

  /** Name of a page; the zero page has none of its own. */
  of({ pfn, generation }: PageView): PageName {
    const life = `${pfn}:${generation}`;
    const number = this.pages.get(life) ?? this.pages.size;
    this.pages.set(life, number);
    return { word: 'p', number };
  }

  /** Name of a slot; 0: the entry is only a mark. */
  ofSlot(slot: number): PageName {
    if (slot === 0) return { word: 'special' };
    const number = this.slots.get(slot) ?? this.slotsNamed++;
    this.slots.set(slot, number);
    this.seen.add(slot);
    return { word: 's', number };
  }

  /** Before everything is looked at. */
  lookAnew(): void {
    this.seen.clear();
  }

  /** Afterwards: what was seen no more has no name. */
  forgetSlots(): void {
    for (const slot of this.slots.keys()) if (!this.seen.has(slot)) this.slots.delete(slot);
  }
}

/** One page that is told of. */
export interface ToldPage {
  /** Number of the page in its mapping. */
  readonly index: number;
  readonly name: PageName;
  /** Mapcount and flags. */
  readonly rest: string;
}

/** A run of pages that one string stands for. */
interface Run {
  readonly first: ToldPage;
  last: number;
  /** By how much the number rises from page to page: 1, or 0 where it is the same throughout; undefined for a single page. */
  rise: number | undefined;
}

/** First and last of a range, or its only one. */
export const span = (first: number, last: number): string => (first === last ? String(first) : `${first}-${last}`);

function runText({ first: { index, name: { word, number }, rest }, last, rise }: Run): string {
  const name = number === undefined ? word : `${word}${number}${rise === 1 ? '+' : ''}`;
  return [span(index, last), name, ...(rest === '' ? [] : [rest])].join(' ');
}

/** Takes a page into a run; false: it does not follow. */
function extend(run: Run | undefined, { index, name: { word, number = 0 }, rest }: ToldPage): boolean {
  if (run === undefined || run.last !== index - 1 || run.first.rest !== rest || run.first.name.word !== word) return false;
  const { number: start = 0 } = run.first.name;
  const rise = number === start ? 0 : 1;
  if ((run.rise ?? rise) !== rise || number !== start + rise * (index - run.first.index)) return false;
  run.rise = rise;
  run.last = index;
  return true;
}

/** Pages in order, as the strings of a recording. */
export function runTexts(pages: readonly ToldPage[]): string[] {
  const runs: Run[] = [];
  for (const page of pages) if (!extend(runs.at(-1), page)) runs.push({ first: page, last: page.index, rise: undefined });
  return runs.map(runText);
}
