import { HOME, plainName } from './find.ts';

/** What the plain forms of one file use, for its first line. */
export class Needs {
  private readonly helpers = new Set<string>();
  private readonly imports = new Set<string>();

  /** A function of the contracts, by the name it has here. */
  helper(name: string): string {
    this.helpers.add(name);
    return `${name}$`;
  }

  /** The plain form of an imported path. */
  plainOf(name: string): string {
    this.imports.add(name);
    return plainName(name);
  }

  /** Imports and constants, on one line, so that the lines below keep their numbers. */
  header(): string {
    const constants = [...this.imports].map((name) => `const ${plainName(name)} = ${this.helper('plain')}(${name});`);
    if (this.helpers.size === 0) return '';
    const names = [...this.helpers].map((name) => `${name} as ${name}$`).join(', ');
    return `import { ${names} } from '${HOME}'; ${constants.join(' ')} `;
  }
}
