import type { UnknownName } from '@faultline/contracts';
import { closest, distance } from 'fastest-levenshtein';

const MOST = 200;
const alike = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/** Few letters differ, and not all of them. */
function isNear(wanted: string, known: string): boolean {
  const apart = distance(wanted, known);
  return apart === 0 || (apart <= Math.ceil(known.length / 3) && apart < known.length);
}

/** The known name that resembles the unknown one most; undefined: none comes near. */
function meantBy({ name, known }: UnknownName): string | undefined {
  const wanted = alike(name.slice(0, MOST));
  const best = closest(wanted, known.map(alike));
  const meant = known.find((each) => alike(each) === best);
  return meant !== undefined && isNear(wanted, best) ? meant : undefined;
}

/** The beginning of a remedy: which name was meant, if one comes near; else nothing. */
export function suggestion(unknown: UnknownName | undefined): string {
  const meant = unknown === undefined ? undefined : meantBy(unknown);
  return meant === undefined ? '' : `did you mean '${meant}'? `;
}
