import { checkArchitecture, type Architecture } from '@faultline/contracts';
import { projection, type Projection } from '../projection';
import { CPUS } from './fold-cpus';
import { FRAMES } from './fold-frames';
import { GATHERS } from './fold-gathers';
import { MMS } from './fold-mms';
import { OBJECTS } from './fold-objects';
import { SWAP } from './fold-swap';
import { tables } from './fold-tables';
import { EMPTY_STATE, type PlainState } from './plain-state';

/** The reference fold: events into a plain state, with Immer. Slow and plain on purpose; the fast fold must equal it. */
export function referenceFold(architecture: Architecture): Projection<PlainState> {
  checkArchitecture('architecture', architecture);
  return projection(EMPTY_STATE, { ...FRAMES, ...MMS, ...OBJECTS, ...CPUS, ...GATHERS, ...SWAP, ...tables(architecture) });
}
