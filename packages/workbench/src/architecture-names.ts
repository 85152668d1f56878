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
