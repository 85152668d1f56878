import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline } from './testing/captured';

const FOLDER = join(import.meta.dirname, '../../../../shared/spec/vectors');
const there = existsSync(FOLDER);

interface Vector {
  readonly id: string;
  readonly config: string;
  readonly level: string;
  readonly raw: string;
  readonly kind: string;
  readonly pfn?: string;
  readonly tablePhys?: string;
  readonly swap?: Readonly<Record<string, unknown>>;
  readonly flags: Readonly<Record<string, unknown>>;
}
interface Transition {
  readonly id: string;
  readonly config: string;
  readonly op: string;
  readonly in: string;
  readonly out: string;
  readonly prot?: string;
  readonly arg?: string;
}
interface File {
  readonly vectors: readonly Vector[];
  readonly transitions: readonly Transition[];
}

/** File of vectors, name of the architecture, rows and transitions as the README counts them. */
const FILES = [['x86', 'x86-64', 86, 146], ['arm64', 'arm64', 84, 216], ['s390', 's390', 76, 127], ['riscv', 'riscv', 64, 161]] as const;
const fileOf = (name: string): File =>
  there ? (JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as File) : { vectors: [], transitions: [] };

/** Rows that one call of the command can take together. */
function groups<T>(rows: readonly T[], keyOf: (row: T) => string): (readonly [key: string, rows: T[]])[] {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return [...found];
}

/** Runs the command, which must not complain, and reads what it printed. */
function answer<T>(...args: string[]): T[] {
  const { status, out, err } = faultline(...args, '--json');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out) as T[];
}

/** Kinds that no description makes. */
const BITS_ONLY = ['bad', 'folded'];
/** Marks by the names of the vectors that are described as such; the rest follow from kind and protection. */
const MARKS = ['young', 'dirty', 'write', 'special', 'softDirty', 'uffdWp', 'devmap', 'swpExclusive', 'swpSoftDirty', 'swpUffdWp'];
const SWAP_MARKS = ['migYoung', 'migDirty', 'markerUffdWp', 'markerPoisoned'];
const trueOf = (names: readonly string[], from: Readonly<Record<string, unknown>> = {}): string[] => names.filter((name) => from[name] === true);

/** The description of a row, as options of `encode`; a row whose exec is refused stands for protection r. */
function descriptionOf({ kind, pfn, tablePhys, swap, flags }: Vector): string[] {
  const name = String(swap?.['class'] ?? kind);
  const frame = pfn ?? (swap?.['pfn'] as string | undefined);
  const offset = name === 'swap' || name === 'swapin-error' ? String(swap!['offset']) : undefined;
  const exec = flags['exec'] ?? flags['userExec'] ?? (flags['noexec'] === undefined ? undefined : !flags['noexec']);
  const marks = [...trueOf(MARKS, flags), ...trueOf(SWAP_MARKS, swap)];
  return [
    name, ...(frame === undefined ? [] : ['--pfn', frame]), ...(tablePhys === undefined ? [] : ['--table', tablePhys]),
    ...(name === 'swap' ? ['--type', String(swap!['type'])] : []), ...(offset === undefined ? [] : ['--offset', offset]),
    ...(exec === true && name !== 'protnone' ? ['--prot', 'rx'] : []), ...(marks.length === 0 ? [] : ['--flags', marks.join(',')]),
  ];
}

describe.skipIf(!there).each(FILES)(`the vectors through the command${there ? '' : ' (skipped: no recordings)'}: %s`, (file, arch, rows, transitions) => {
  const { vectors, transitions: changes } = fileOf(file);

  it('are all there', () => expect([vectors.length, changes.length]).toEqual([rows, transitions]));

  it.each(groups(vectors, ({ config, level }) => `${config} ${level}`))('decode: %s', (key, group) => {
    const [config = '', level = ''] = key.split(' ');
    const entries = answer<Vector>('decode', '--arch', arch, '--config', config, '--level', level, ...group.map(({ raw }) => raw));
    const read = entries.map(({ raw, kind, pfn, tablePhys, swap, flags }) => ({ raw, kind, pfn, tablePhys, swap, flags }));
    expect(read).toEqual(group.map(({ raw, kind, pfn, tablePhys, swap, flags }) => ({ raw, kind, pfn, tablePhys, swap, flags })));
  });

  it.each(groups(changes, ({ config, op, prot = '', arg = '' }) => [config, op, prot, arg].join(' ')))('apply: %s', (key, group) => {
    const [config = '', op = '', prot = '', arg = ''] = key.split(' ');
    const options = [...(prot === '' ? [] : ['--prot', prot]), ...(arg === '' ? [] : ['--arg', arg])];
    const results = answer('apply', '--arch', arch, '--config', config, '--op', op, ...options, ...group.map((row) => row.in));
    expect(results).toEqual(group.map((row) => ({ op, in: row.in, out: row.out })));
  });

  const describable = vectors.filter(({ kind }) => !BITS_ONLY.includes(kind));
  it.each(describable)('encode: $id $config $level $kind $raw says what it was described to say', (row) => {
    const [made] = answer<Vector>('encode', '--arch', arch, '--config', row.config, '--level', row.level, ...descriptionOf(row));
    expect([made!.kind, made!.pfn, made!.tablePhys, made!.swap]).toEqual([row.kind, row.pfn, row.tablePhys, row.swap]);
    expect(trueOf(MARKS, made!.flags)).toEqual(trueOf(MARKS, row.flags));
  });
});
