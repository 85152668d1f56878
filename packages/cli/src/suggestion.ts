import type { UnknownName } from '@faultline/contracts';
import { closest, distance } from 'fastest-levenshtein';

const MOST = 200;
const alike = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/** The known name that resembles the unknown one most; undefined: none comes near. */
function meantBy({ name, known }: UnknownName): string | undefined {
  const wanted = alike(name.slice(0, MOST));
  const best = closest(wanted, known.map(alike));
  const meant = known.find((each) => alike(each) === best);
  return meant === undefined || distance(wanted, best) > Math.ceil(best.length / 3) ? undefined : meant;
}

/** The beginning of a remedy: which name was meant, if one comes near; else nothing. */
export function suggestion(unknown: UnknownName | undefined): string {
  const meant = unknown === undefined ? undefined : meantBy(unknown);
  return meant === undefined ? '' : `did you mean '${meant}'? `;
}
