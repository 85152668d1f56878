import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** The fields of a package.json that packaging reads. */
export interface Manifest {
  name: string;
  version: string;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** A package as it lies on the disk. */
export interface Room {
  folder: string;
  manifest: Manifest;
}

const readRoom = (folder: string): Room => ({
  folder,
  manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest,
});

/** Our packages, in the order of their names. */
export const ownRooms = (): Room[] =>
  readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map(readRoom);

/** The entries a consumer may import: `@faultline/x`, `@faultline/x/mmu`. */
export const entriesOf = ({ manifest }: Room): string[] =>
  Object.keys(manifest.exports ?? {})
    .filter((path) => !path.endsWith('.json'))
    .map((path) => manifest.name + path.slice(1));

/** Peers a consumer must bring. */
export const requiredPeers = ({ manifest }: Room): string[] =>
  Object.keys(manifest.peerDependencies ?? {}).filter((name) => manifest.peerDependenciesMeta?.[name]?.optional !== true);

const resolveFrom = (folder: string, name: string): Room | undefined => {
  const candidate = join(folder, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return readRoom(candidate);
  return folder === dirname(folder) ? undefined : resolveFrom(dirname(folder), name);
};

const needsOf = (room: Room): string[] => [
  ...Object.keys(room.manifest.dependencies ?? {}),
  ...Object.keys(room.manifest.optionalDependencies ?? {}),
  ...requiredPeers(room),
];

/** Everything that must be installed for `start` to run, itself included, as it is resolved in this checkout. */
export const closureOf = (start: Room[]): Room[] => {
  const found = new Map<string, Room>();
  const visit = (room: Room): void => {
    const known = found.get(room.manifest.name);
    if (known !== undefined && known.manifest.version !== room.manifest.version)
      throw new Error(`two versions of ${room.manifest.name} in one closure`);
    if (known !== undefined) return;
    found.set(room.manifest.name, room);
    for (const name of needsOf(room)) {
      const next = resolveFrom(room.folder, name);
      if (next !== undefined) visit(next);
    }
  };
  start.forEach(visit);
  return [...found.values()];
};
