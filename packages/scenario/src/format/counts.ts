const COUNT = /^(\d{1,9})H(?:\+(\d{1,9}))?$/;
const PLACE = /^([A-Za-z][A-Za-z0-9_-]{0,31})\+(\d{1,9}H(?:\+\d{1,9})?|\d{1,9})$/;

/** How counts and places are written. */
export const WRITTEN = { name: /^[A-Za-z][A-Za-z0-9_-]{0,31}$/, count: COUNT, place: PLACE } as const;

/** What `H` may be, at least and at most. Counts are linear in it: what holds at both ends holds between them. */
export const HUGE_PAGES = { least: 2, most: 8192 } as const;

/** Pages of a count. @param huge base pages of a PMD-sized huge page, `H` */
export function pagesOf(value: number | string, huge: number): number {
  if (typeof value === 'number') return value;
  const [, hugePages, rest] = COUNT.exec(value)!;
  return Number(hugePages) * huge + Number(rest ?? 0);
}

/** Mapping name and page of a place like `m+3`. @param huge base pages of a PMD-sized huge page, `H` */
export function placeOf(text: string, huge: number): { readonly mapping: string; readonly page: number } {
  const [, mapping, page] = PLACE.exec(text)!;
  return { mapping: mapping!, page: pagesOf(/^\d+$/.test(page!) ? Number(page) : page!, huge) };
}
