import { writeFileSync } from 'node:fs';
import { PAGE, renderPage } from './render';

writeFileSync(PAGE, renderPage());
