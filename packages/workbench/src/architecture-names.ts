const NAMES = ['x86-64', 'arm64', 'riscv', 's390', 'toy'] as const;
export type ArchitectureName = (typeof NAMES)[number];
/** Names of the known architectures. Apart from their table, so that who only names them loads none. */
export const ARCHITECTURES: readonly string[] = NAMES;

/** What others call architectures, and what they are called here. */
const ELSEWHERE: Readonly<Record<string, ArchitectureName>> = {
  x86: 'x86-64', x64: 'x86-64', x86_64: 'x86-64', amd64: 'x86-64', intel: 'x86-64', aarch64: 'arm64', armv8: 'arm64', riscv64: 'riscv', rv64: 'riscv', 'risc-v': 'riscv',
  s390x: 's390', z: 's390', zarch: 's390',
};

/** The name here of what somebody calls an architecture; the same text, if it is called nothing else. */
export const architectureNamed = (name: string): string => {
  const other = name.toLowerCase();
  return Object.hasOwn(ELSEWHERE, other) ? ELSEWHERE[other]! : NAMES.find((each) => each === other) ?? name;
};

/** Configurations of each, geometries and options of its grammar: here, so that help can list them without loading any. A test holds them against the architectures. */
export const CONFIGURATIONS: Readonly<Record<string, { readonly geometries: readonly string[]; readonly options: readonly string[] }>> = {
  'x86-64': { geometries: ['l4', 'l5'], options: ['shstk', 'devpriv', 'nopku', 'nohwpoison'] },
  arm64: { geometries: ['4k-39', '4k-48', '4k-52-lpa2', '16k-36', '16k-47', '16k-48', '16k-52-lpa2', '64k-42', '64k-48', '64k-52'], options: ['swaf', 'swdirty', 'epan'] },
  riscv: { geometries: ['sv39', 'sv48', 'sv57'], options: ['svpbmt', 'svnapot', 'svade', 'svadu', 'svvptc', 'ipi'] },
  s390: { geometries: ['3level', '4level', '5level'], options: ['edat'] },
};

/** The same for people, a line each. */
export const configurationsText = (): string =>
  ['Configurations: ARCH:GEOMETRY[+SWITCH…]', ...Object.entries(CONFIGURATIONS).map(([name, { geometries, options }]) => `  ${name}: ${geometries.join(', ')}; switches ${options.join(', ')}`)].join('\n');
