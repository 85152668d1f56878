import * as z from 'zod';
import { LIMITS } from '../limits';
import { HUGE_PAGES, pagesOf, WRITTEN } from './counts';
import { BACKINGS } from './tables';
import { listed } from './words';

const UNIT = 'base pages';
const FORM = 'or of huge pages like 2H or 1H+5';

const huge = z.string().regex(WRITTEN.count, { abort: true }).refine((text) => pagesOf(text, HUGE_PAGES.most) <= LIMITS.pages);

/** What a process, a mapping, a pin or a file is called. */
export const name = z.string().regex(WRITTEN.name).meta({ takes: 'a name: a letter, then up to 31 letters, digits, _ or -' });

/** A number of pages, perhaps none. */
export const count = z.union([z.number().int().min(0).max(LIMITS.pages), huge]).meta({ takes: `a number of pages, 0 to ${LIMITS.pages}, ${FORM}`, unit: UNIT });

/** A number of pages, at least one. */
export const pages = z.union([z.number().int().min(1).max(LIMITS.pages), huge.refine((text) => pagesOf(text, HUGE_PAGES.least) > 0)])
  .meta({ takes: `a number of pages, 1 to ${LIMITS.pages}, ${FORM}`, unit: UNIT });

/** A page of a mapping. */
export const place = z.string().regex(WRITTEN.place).meta({ takes: 'a page of a mapping, like m+0 or m+1H+5' });

/** What a page begins with. */
export const byte = z.number().int().min(0).max(255).meta({ takes: 'a byte, 0 to 255' });

export const flag = z.boolean().meta({ takes: 'true or false', default: false, known: ['true', 'false'] });

export const prot = z.string().regex(/^(none|(?!.*(.).*\2)[rwx]+)$/).meta({ takes: 'any of r, w and x, each once, or none' });

const backings = Object.keys(BACKINGS);

export const backing = z.string().regex(new RegExp(`^(${backings.join('|').replaceAll('NAME', WRITTEN.name.source.slice(1, -1))})$`))
  .meta({ takes: listed(backings), known: backings });
