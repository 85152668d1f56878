import * as z from 'zod';
import { PackedError } from './errors';

/** The file that says what a folder of tarballs holds. */
export const PACKED_FILE = 'packed.json';
/** Folder of a generated package that the tarballs are copied to. */
export const VENDOR = 'vendor';

const PLACE = /^node_modules\/(@[\w.-]+\/)?[\w.-]+(\/node_modules\/(@[\w.-]+\/)?[\w.-]+)*$/;
const TARBALL = /^[\w-][\w.-]*\.tgz$/;
const MOST_TEXT = 500;

const text = z.string().max(MOST_TEXT);
/** An entry of a lockfile: what npm writes of a package beside these members is kept as it is. */
const entry = z.looseObject({
  version: text, integrity: text.regex(/^sha512-[\w+/=]+$/, 'is no sha512'), resolved: z.undefined('names where it came from').optional(), tarball: text.regex(TARBALL, 'is no file name of a tarball').optional(),
});
const packed = z.object({ faultline: text, packages: z.record(z.string().regex(PLACE, 'is no place of a package'), entry) });

/**
 * A folder of tarballs: Faultline's own packages, each with the name of its `tarball`, and what they and a generated package need of others, as
 * entries of a lockfile that name no registry.
 */
export type Packed = z.infer<typeof packed>;

/** Reads the text of `packed.json`. @throws PackedError that names the first thing which is wrong */
export function readPacked(json: string): Packed {
  const { success, data, error } = packed.safeParse(parsed(json));
  if (success) return data;
  const { path, message } = error.issues[0]!;
  throw new PackedError(`${path.join(': ').slice(0, MOST_TEXT)} ${message}`.trim());
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new PackedError(`it is no JSON: ${(error as Error).message}`);
  }
}

/** Names of the tarballs, in the order of their packages. */
export const tarballsOf = ({ packages }: Packed): string[] => Object.values(packages).flatMap(({ tarball }) => tarball ?? []);

const specOf = (tarball: string): string => `file:${VENDOR}/${tarball}`;

/** What a manifest says of a package of Faultline: its tarball, or else its version. @throws PackedError if it is not among the packed ones */
export function wanted(name: string, version: string, from: Packed | undefined): string {
  if (from === undefined) return version;
  const found = from.packages[`node_modules/${name}`];
  if (found?.tarball === undefined) throw new PackedError(`there is no tarball of ${name}`);
  if (found.version !== version) throw new PackedError(`${name} is of version ${found.version}, not ${version}`);
  return specOf(found.tarball);
}

/** The lockfile of a package with this manifest, as `npm install` and `npm ci` take it. */
export function lockfileOf(manifest: Readonly<Record<string, unknown>>, { packages }: Packed): object {
  const { name, version, engines, dependencies, devDependencies, peerDependencies, peerDependenciesMeta } = manifest;
  const entries = Object.entries(packages).map(([place, { tarball, ...rest }]) => [place, tarball === undefined ? rest : { ...rest, resolved: specOf(tarball) }]);
  return {
    name, version, lockfileVersion: 3, requires: true,
    packages: { '': { name, version, dependencies, devDependencies, engines, peerDependencies, peerDependenciesMeta }, ...Object.fromEntries(entries) },
  };
}
