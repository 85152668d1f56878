import { manifestsFor, type Home } from './manifests';
import { NameError } from './errors';
import { checkedName } from './name';
import type { Packed } from './packed';
import { CAPS, CONFIG, ERRORS, GATHER, indexOf, MODULE, NOT_FILLED } from './templates/frame';
import { CODEC } from './templates/codec';
import { FAULTS, WALK } from './templates/hardware';
import { GEOMETRY, PROT, SWAP } from './templates/tables';
import { LIVE, MMU } from './templates/live';
import { readmeOf, SCENARIO, SPEC } from './templates/texts';

export { NameError, PackedError } from './errors';
export { folderOf } from './name';
export type { Home } from './manifests';
export { PACKED_FILE, readPacked, tarballsOf, VENDOR, type Packed } from './packed';

const HOMES: readonly Home[] = ['workspace', 'standalone'];

/**
 * The files of a package for a new architecture: each a path inside its folder, with `/`, and a text. It compiles; every member that only its
 * author can write throws `NotFilledError`, and `faultline conformance` lists them.
 * @param home `workspace`: a package of this repository; `standalone`: one of its own.
 * @param from of a standalone one, the tarballs that it takes Faultline's packages from, each to be copied into its folder `VENDOR`; none: a registry
 * @throws NameError for a name that would be more than a name
 * @throws PackedError for tarballs of another version, or without a package that is needed
 * @example
 * for (const [path, text] of newArch('mips', 'standalone')) writeFileSync(join(folderOf('mips'), path), text);
 */
export function newArch(name: string, home: Home, from?: Packed): ReadonlyMap<string, string> {
  checkedName(name);
  if (!HOMES.includes(home)) throw new NameError(`home is no home: ${typeof home === 'string' ? home.slice(0, 40) : typeof home}`, `pass one of ${HOMES.join(', ')} as home`);
  return new Map([
    ...manifestsFor(name, home, from),
    ['README.md', readmeOf(name, home)],
    ['src/index.ts', indexOf(name)],
    ['src/config.ts', CONFIG],
    ['src/geometry.ts', GEOMETRY],
    ['src/codec.ts', CODEC],
    ['src/prot.ts', PROT],
    ['src/swap.ts', SWAP],
    ['src/walk.ts', WALK],
    ['src/faults.ts', FAULTS],
    ['src/live.ts', LIVE],
    ['src/gather.ts', GATHER],
    ['src/caps.ts', CAPS],
    ['src/mmu/index.ts', MMU],
    ['src/module.ts', MODULE],
    ['src/errors.ts', ERRORS],
    ['src/not-filled.ts', NOT_FILLED],
    ...(home === 'standalone' ? [['src/conformance.spec.ts', SPEC], ['fork-cow.yaml', SCENARIO]] as const : []),
  ]);
}
