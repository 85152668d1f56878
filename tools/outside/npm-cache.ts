import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where npm keeps what it fetched, and the name under which it keeps it. */
export function npmSettings(): { readonly cache: string; readonly registry: string } {
  const lines = execFileSync('npm', ['config', 'get', 'cache', 'registry'], { encoding: 'utf8' });
  const value = (key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(lines)![1]!;
  return { cache: value('cache'), registry: value('registry') };
}

/** File of what has this checksum in npm's cache, if it is there. */
export function cached(cache: string, integrity: string): string | undefined {
  const hex = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  const file = join(cache, '_cacache/content-v2/sha512', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
  return existsSync(file) ? file : undefined;
}
