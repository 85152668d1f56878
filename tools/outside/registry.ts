import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Packed } from '@faultline/new-arch';
import { cached } from './npm-cache';

type Entry = Packed['packages'][string];

/** A registry on loopback in which Faultline is published. */
export interface Registry {
  readonly url: string;
  /** Packages that were asked for, and that npm's cache lacks. */
  readonly lacks: ReadonlySet<string>;
  close(): void;
}

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The versions of each package, by name. */
function versionsOf({ packages }: Packed): Map<string, Map<string, Entry>> {
  const names = new Map<string, Map<string, Entry>>();
  for (const [place, entry] of Object.entries(packages)) names.set(nameOf(place), (names.get(nameOf(place)) ?? new Map<string, Entry>()).set(entry.version, entry));
  return names;
}

/**
 * Serves what a folder of `npm run pack:all` holds as if it were published, and the third-party packages that it names from npm's cache.
 * @param folder of the tarballs
 * @param cache npm's
 */
export async function registry(packed: Packed, folder: string, cache: string): Promise<Registry> {
  const names = versionsOf(packed);
  const lacks = new Set<string>();
  let url = '';

  const packument = (name: string, versions: ReadonlyMap<string, Entry>): object => ({
    name,
    'dist-tags': { latest: [...versions.keys()].at(-1) },
    versions: Object.fromEntries([...versions].map(([version, { tarball: _, integrity, ...manifest }]) =>
      [version, { name, ...manifest, dist: { integrity, tarball: `${url}/-/${encodeURIComponent(name)}/${version}` } }])),
  });
  const contentOf = (name: string, { version, integrity, tarball }: Entry): Buffer | undefined => {
    const file = tarball === undefined ? cached(cache, integrity) : join(folder, tarball);
    if (file === undefined) lacks.add(`${name}@${version}`);
    return file === undefined ? undefined : readFileSync(file);
  };
  const answer = (path: string): Buffer | string | undefined => {
    const [, wanted, version] = /^\/-\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    const name = decodeURIComponent(wanted ?? path.slice(1));
    const versions = names.get(name);
    if (versions === undefined) return undefined;
    if (version === undefined) return JSON.stringify(packument(name, versions));
    const entry = versions.get(version);
    return entry === undefined ? undefined : contentOf(name, entry);
  };

  const server = createServer(({ url: path = '/' }, response) => {
    const body = answer(path);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream' });
    response.end(body ?? '{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, lacks, close: () => void server.close() };
}
