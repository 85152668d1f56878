import { writeFileSync } from 'node:fs';
import { renderModule } from './render';

/** Where the generated module stands, from the root of the repository. */
export const GENERATED = 'packages/contracts/src/events/events.gen.ts';
writeFileSync(GENERATED, renderModule());
