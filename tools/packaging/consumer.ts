import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { closureOf, requiredPeers, type Room } from './workspace';

const execute = promisify(execFile);

/** Runs a command to its end; a failure carries everything it printed. */
export const run = async (folder: string, command: string, args: string[]): Promise<string> => {
  try {
    return (await execute(command, args, { cwd: folder, maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
};

/** Packs each package, ours and others', and tells where its tarball lies. */
export const pack = async (rooms: Room[], folder: string): Promise<Map<string, string>> => {
  mkdirSync(folder, { recursive: true });
  const folders = rooms.map((room) => room.folder);
  const printed = await run(folder, 'npm', ['pack', '--json', '--ignore-scripts', ...folders]);
  const packed = JSON.parse(printed) as { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, join(folder, filename)]));
};

/** An empty project that installs the packages from tarballs alone: no network is asked. */
export const install = async (folder: string, rooms: Room[], tarballs: Map<string, string>): Promise<void> => {
  const specs = (names: string[]) => Object.fromEntries(names.map((name) => [name, `file:${tarballs.get(name) ?? ''}`]));
  const manifest = {
    name: 'consumer',
    version: '0.0.0',
    private: true,
    dependencies: specs([...new Set(rooms.flatMap((room) => [room.manifest.name, ...requiredPeers(room)]))]),
    overrides: specs(closureOf(rooms).map((room) => room.manifest.name)),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await run(folder, 'npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund']);
};

/** Bundles one import for a browser and lists the files that went in. */
export const bundleForBrowser = async (folder: string, entry: string): Promise<string[]> => {
  const { metafile } = await build({
    stdin: { contents: `export * from '${entry}';`, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
};
