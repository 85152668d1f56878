const NAMES = ['x86-64', 'arm64', 'riscv', 's390', 'toy'] as const;
export type ArchitectureName = (typeof NAMES)[number];
/** Names of the known architectures. Apart from their table, so that who only names them loads none. */
export const ARCHITECTURES: readonly string[] = NAMES;
