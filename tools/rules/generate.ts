import { writeFileSync } from 'node:fs';
import { RULES } from '../../packages/contracts/src/rules';
import { MODULE, renderModule } from './module';

writeFileSync(MODULE, renderModule(RULES));
