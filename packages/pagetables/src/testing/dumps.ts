import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arm64 } from '@faultline/arch-arm64';
import { riscv } from '@faultline/arch-riscv';
import { s390 } from '@faultline/arch-s390';
import { x86_64 } from '@faultline/arch-x86';
import type { Architecture, Kernel } from '@faultline/contracts';

const FOLDER = join(import.meta.dirname, '../../../../../shared/pagetables');
const MAKERS = { 'x86-64': x86_64, arm64, s390, riscv } as const;

/** Each dump and what it is read with, by hand from the README of the dumps and the registers in each. */
const DUMPS: Readonly<Record<string, readonly [arch: keyof typeof MAKERS, config: string, kernel: Kernel]>> = {
  'x86_64-6.1':                  ['x86-64', 'l4', '6.1'],
  'x86_64-6.1-numa':             ['x86-64', 'l4', '6.1'],
  'x86_64-6.1-pti':              ['x86-64', 'l4', '6.1'],
  'x86_64-6.1-la57':             ['x86-64', 'l5', '6.1'],
  'x86_64-6.2':                  ['x86-64', 'l4', '6.2'],
  'x86_64-6.2-la57':             ['x86-64', 'l5', '6.2'],
  'x86_64-6.12':                 ['x86-64', 'l4', '6.12'],
  'x86_64-6.12-numa':            ['x86-64', 'l4', '6.12'],
  'x86_64-6.12-la57':            ['x86-64', 'l5', '6.12'],
  'x86_64-6.12-pti-la57':        ['x86-64', 'l5', '6.12'],
  'arm64-6.1-a57':               ['arm64', '4k-48+swaf', '6.1'],
  'arm64-6.1-max':               ['arm64', '4k-48', '6.1'],
  'arm64-6.1-max-numa':          ['arm64', '4k-48', '6.1'],
  'arm64-6.2-a57':               ['arm64', '4k-48+swaf', '6.2'],
  'arm64-6.2-max':               ['arm64', '4k-48', '6.2'],
  'arm64-6.12-a57':              ['arm64', '4k-48+swaf', '6.12'],
  'arm64-6.12-max-lpa2':         ['arm64', '4k-52-lpa2', '6.12'],
  'arm64-6.12-max-lpa2-numa':    ['arm64', '4k-52-lpa2', '6.12'],
  's390x-6.1':                   ['s390', '3level', '6.1'],
  's390x-6.1-4level':            ['s390', '4level', '6.1'],
  's390x-6.1-5level':            ['s390', '5level', '6.1'],
  's390x-6.1-edat':              ['s390', '3level+edat', '6.1'],
  's390x-6.2':                   ['s390', '3level', '6.2'],
  's390x-6.2-5level':            ['s390', '5level', '6.2'],
  's390x-6.12':                  ['s390', '3level', '6.12'],
  's390x-6.12-5level':           ['s390', '5level', '6.12'],
  's390x-6.12-edat':             ['s390', '3level+edat', '6.12'],
  'riscv64-6.12-sv39':           ['riscv', 'sv39+svnapot+svpbmt', '6.12'],
  'riscv64-6.12-sv48':           ['riscv', 'sv48+svnapot+svpbmt', '6.12'],
  'riscv64-6.12-sv48-basic':     ['riscv', 'sv48', '6.12'],
  'riscv64-6.12-sv57':           ['riscv', 'sv57+svnapot+svpbmt', '6.12'],
  // 6.2 took the machine's widest mode whatever was asked of it: satp says Sv57 in all three
  'riscv64-6.2-sv39':            ['riscv', 'sv57+svnapot+svpbmt', '6.2'],
  'riscv64-6.2-sv48':            ['riscv', 'sv57+svnapot+svpbmt', '6.2'],
  'riscv64-6.2-sv57':            ['riscv', 'sv57+svnapot+svpbmt', '6.2'],
};

export const THERE = existsSync(FOLDER);
/** Names of the dumps that are there. */
export const NAMES = THERE ? readdirSync(FOLDER).filter((file) => file.endsWith('.json') && file !== 'fault-codes.json').map((file) => file.slice(0, -5)) : [];
export const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), 'utf8');

/** What a dump is read with. */
export function architectureOf(name: string): Architecture {
  const row = DUMPS[name];
  if (row === undefined) throw new Error(`no row for the dump ${name}`);
  const [arch, config, kernel] = row;
  return MAKERS[arch]({ kernel, config });
}
