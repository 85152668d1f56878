// Packs Faultline's packages, which must be built, into a folder for `faultline new-arch --from`: npm run pack:all [-- FOLDER], at the root.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PACKED_FILE } from '@faultline/new-arch';
import { pack } from '../packaging/consumer';
import type { Room } from '../packaging/workspace';
import type { LockPackages } from './lock';
import { packedFrom } from './packed';

const folder = resolve(process.argv[2] ?? 'packed');
const partial = `${folder}.partial-${process.pid}`;

/** A folder that this program may replace: one it made, or an empty one. */
const mayReplace = (path: string): boolean => !existsSync(path) || existsSync(join(path, PACKED_FILE)) || readdirSync(path).length === 0;

/** The packages of this repository. */
const roomsOf = (packages: LockPackages): Room[] =>
  Object.entries(packages).flatMap(([place, { name, version }]) =>
    place.startsWith('packages/') && name !== undefined && version !== undefined ? [{ folder: resolve(place), manifest: { name, version } }] : []);

async function fill(): Promise<number> {
  mkdirSync(partial, { recursive: true });
  const { version, packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { version: string; packages: LockPackages };
  const tarballs = await pack(roomsOf(packages), partial);
  writeFileSync(join(partial, PACKED_FILE), `${JSON.stringify(packedFrom(packages, tarballs, version), undefined, 1)}\n`);
  return tarballs.size;
}

try {
  if (!mayReplace(folder)) throw new Error(`${folder} holds other things; name another folder`);
  const count = await fill();
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  console.log(`${count} packages in ${folder}; faultline new-arch NAME --from ${folder} takes them`);
} catch (error) {
  console.error(`pack:all: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  rmSync(partial, { recursive: true, force: true });
}
