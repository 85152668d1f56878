import type { Race } from '../race';
import { freeBeforeFlush } from './free-before-flush';

/** The races that are built in, by name. */
export const RACES: ReadonlyMap<string, Race> = new Map([freeBeforeFlush].map((race) => [race.name, race]));
