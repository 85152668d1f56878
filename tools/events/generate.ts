import { writeFileSync } from 'node:fs';
import { renderModule, renderPlaces } from './render';

const FOLDER = 'packages/contracts/src/events';
writeFileSync(`${FOLDER}/places.gen.ts`, renderPlaces());
writeFileSync(`${FOLDER}/events.gen.ts`, renderModule());
