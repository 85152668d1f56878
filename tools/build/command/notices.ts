import type { Metafile } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a package in which a file lies; undefined: the file is this project's own. */
const packageOf = (file: string): string | undefined => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

/** The packages of others from which something stands in a bundle, by folder. */
const foreign = ({ outputs }: Metafile): string[] => [...new Set(Object.values(outputs).flatMap(({ inputs }) =>
  Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? packageOf(file) ?? [] : []))))].sort();

function noticeOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string };
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence file, so it cannot be bundled`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

/** The licences of what a bundle holds of others. */
export const notices = (root: string, metafile: Metafile): string =>
  ['The command holds parts of these packages, under their licences.\n', ...foreign(metafile).map((folder) => noticeOf(join(root, folder)))].join(`\n${'-'.repeat(80)}\n`);
