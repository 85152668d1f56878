import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { twins } from './twins';

for (const { path, text } of twins('.')) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
