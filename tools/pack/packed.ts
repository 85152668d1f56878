import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { newArch, type Packed } from '@faultline/new-arch';
import { closureOf, type LockEntry, type LockPackages } from './lock';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Packages that a new architecture asks for by name. */
function wantedByName(): string[] {
  const { dependencies, devDependencies } = JSON.parse(newArch('any', 'standalone').get('package.json')!) as Manifest;
  return Object.keys({ ...dependencies, ...devDependencies });
}

const integrityOf = (file: string): string => `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;

/** A package of this repository as it lies below an installed one's node_modules. */
const installedAt = (place: string, nameOf: (folder: string) => string): string =>
  place.replace(/^packages\/[^/]+/, (folder) => `node_modules/${nameOf(folder)}`);

/** What holds of a package in this repository only. */
const OWN = new Set(['name', 'resolved', 'devDependencies', 'dev', 'devOptional', 'peer']);

const portable = (entry: LockEntry): Packed['packages'][string] =>
  Object.fromEntries(Object.entries(entry).filter(([key]) => !OWN.has(key))) as Packed['packages'][string];

/**
 * What `packed.json` says: each package that a new architecture needs, at its place, with the versions and checksums of the lockfile.
 * @param tarballs paths of Faultline's packages, by their names
 */
export function packedFrom(packages: LockPackages, tarballs: ReadonlyMap<string, string>, faultline: string): Packed {
  const entryOf = (place: string): Packed['packages'][string] => {
    const tarball = tarballs.get(packages[place]!.name ?? '');
    const entry = portable(packages[place]!);
    return tarball === undefined ? entry : { ...entry, integrity: integrityOf(tarball), tarball: basename(tarball) };
  };
  const places = closureOf(packages, wantedByName());
  return { faultline, packages: Object.fromEntries(places.map((place) => [installedAt(place, (folder) => packages[folder]!.name!), entryOf(place)])) };
}
