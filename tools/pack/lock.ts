/** What npm's lockfile says of a package at a place in the tree. */
export interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  /** Of a link: the folder of the package in this repository. */
  readonly resolved?: string;
  readonly link?: true;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}
export type LockPackages = Readonly<Record<string, LockEntry>>;

const INSIDE = '/node_modules/';

/** The place around a place: that of the package which holds it in its node_modules; '' is the root. */
const around = (place: string): string => place.slice(0, Math.max(0, place.lastIndexOf(INSIDE)));

/** Where a package finds another, as Node does. */
function found(packages: LockPackages, from: string, name: string): string | undefined {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  const entry = packages[place];
  if (entry !== undefined) return entry.link === true ? entry.resolved : place;
  return from === '' ? undefined : found(packages, around(from), name);
}

/** Names that must be there, and names that may. */
function needsOf({ dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: LockEntry): { name: string; must: boolean }[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  const optional = new Set(Object.keys(optionalDependencies));
  return [...Object.keys(dependencies), ...peers, ...optional].map((name) => ({ name, must: !optional.has(name) }));
}

/**
 * Places of all packages that the named ones need, themselves included, sorted; optional peers are not needed.
 * @throws Error if one is not in the lockfile
 */
export function closureOf(packages: LockPackages, names: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (from: string, name: string, must: boolean): void => {
    const place = found(packages, from, name);
    if (place === undefined && must) throw new Error(`package-lock.json has no ${name}, which ${from === '' ? 'a new architecture' : from} needs`);
    if (place === undefined || reached.has(place)) return;
    reached.add(place);
    for (const need of needsOf(packages[place]!)) visit(place, need.name, need.must);
  };
  for (const name of names) visit('', name, true);
  return [...reached].sort();
}
