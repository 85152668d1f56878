import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const packages = join(import.meta.dirname, '../../packages');
const GENERIC = ['codec-kit', 'state-kit', 'core-mm', 'mmu-gather', 'cpu', 'machine', 'projections', 'scenario', 'texts'];
const NAMES = /x86|i386|amd64|arm64|aarch64|s390|risc-?v|\btoy\b|loongarch|powerpc/i;

/** Sources that run: no test, and nothing of a test's. */
const sourcesOf = (name: string): string[] =>
  readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.split(/[\\/]/).includes('testing'));

/** Code without comments, which cite sources of the kernel by their path. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*$/gm, '$1');

const namedIn = (text: string): string[] =>
  codeOf(text).split('\n').flatMap((line, at) => (NAMES.test(line) ? [`${at + 1}: ${line.trim()}`] : []));

describe('generic code names no architecture', () => {
  it.each(GENERIC)('%s', (name) => {
    const sources = sourcesOf(name);
    expect(sources).not.toEqual([]);
    expect(sources.flatMap((file) => namedIn(readFileSync(join(packages, name, 'src', file), 'utf8')).map((line) => `${file}:${line}`))).toEqual([]);
  });

  it.each([
    ["if (arch.name === 's390') flush();", ['1: ' + "if (arch.name === 's390') flush();"]],
    ['const isX86 = true;', ['1: const isX86 = true;']],
    ['/** @kernel arch/x86/mm/fault.c */\nconst a = 1;', []],
    ['const a = 1; // as on arm64', []],
  ])('the check itself: %s', (text, found) => expect(namedIn(text)).toEqual(found));
});
