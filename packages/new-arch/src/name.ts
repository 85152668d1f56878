import { NameError } from './errors';

const LONGEST = 40;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A name becomes a folder, a package and a key of a table: nothing in it may mean more than itself. @throws NameError */
export function checkedName(name: string): string {
  if (typeof name !== 'string') throw new NameError(`name is ${name === null ? 'null' : `of type ${typeof name}`}, but must be a text`, 'pass a name, such as mips');
  const shown = `'${String(name).slice(0, LONGEST)}'`;
  if (!NAME.test(name)) throw new NameError(`${shown} is no name for an architecture`, 'use lower-case letters, digits and single hyphens, a letter first');
  if (name.length > LONGEST) throw new NameError(`${shown}… is longer than ${LONGEST} characters`, 'choose a shorter name');
  if (name in {}) throw new NameError(`${shown} is a word of the language`, 'choose another name');
  return name;
}

/** The folder of an architecture's package. @throws NameError */
export const folderOf = (name: string): string => `arch-${checkedName(name)}`;
