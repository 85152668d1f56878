// What the README tells each kind of user to do. Its section is the only place where the commands stand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SECTION = /^## The first five minutes\n([\s\S]*?)(?=^## )/m;
/** "**If you port an architecture**: …" begins what one user is told. */
const ENTRY = /^\*\*If you ([^*]+)\*\*/m;
const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm;
const NAMED = /^\/\/ ([\w.-]+)\n/;

const blocksOf = (text) => [...text.matchAll(BLOCK)].map(([, language, code]) => ({ language, code }));
const withoutComment = (line) => line.replace(/(^|\s+)# .*$/, '').trim();

/** By what a user is ("port an architecture"): the commands, a line each, and the files to write, by their names. */
export function usersIn(text) {
  const [, section = ''] = SECTION.exec(text) ?? [];
  const [, ...parts] = section.split(ENTRY);
  const users = new Map();
  for (let at = 0; at < parts.length; at += 2) {
    const blocks = blocksOf(parts[at + 1]);
    const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ code }) => code.split('\n').map(withoutComment).filter((line) => line !== ''));
    const files = new Map(blocks.flatMap(({ language, code }) => {
      const name = language === 'js' ? NAMED.exec(code)?.[1] : undefined;
      return name === undefined ? [] : [[name, code]];
    }));
    users.set(parts[at], { commands, files });
  }
  return users;
}

/** What a program says of itself that it prints, in its comments: `// → A → B`. */
export const printsOf = (code) => code.split('\n').flatMap((line) => line.split('// → ').slice(1).flatMap((said) => said.split(' → ')));

export const readme = () => usersIn(readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8'));
