// Prints one hash of ../shared (paths, sizes, times), so that cached targets notice a change outside the repository.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const shared = join(import.meta.dirname, '../../../shared');
const hash = createHash('sha256');
const files = existsSync(shared) ? readdirSync(shared, { recursive: true }).sort() : [];
for (const file of files) {
  const { size, mtimeMs } = statSync(join(shared, file));
  hash.update(`${file} ${size} ${mtimeMs}\n`);
}
console.log(hash.digest('hex'));
