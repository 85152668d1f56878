import { writeFileSync } from 'node:fs';
import { PAGE, renderPage, renderSchema, SCHEMA } from './page';

writeFileSync(PAGE, renderPage());
writeFileSync(SCHEMA, renderSchema());
