import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../packages/contracts/src/rules';
import { sourcesOf } from './coverage';
import { MODULE, renderModule } from './module';
import { FOLDER, renderFolder } from './pages';

writeFileSync(MODULE, renderModule(RULES));
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of renderFolder(sourcesOf('.'))) writeFileSync(join(FOLDER, name), text);
