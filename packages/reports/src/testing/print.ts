/** Prints reports in the formats that kernels have, from facts: what the reader reads back. */

/** What a report of a fault says. */
export interface PrintedFault {
  readonly release: string;
  readonly address: bigint;
  readonly code: bigint;
  /** From the root down; every level of the architecture that the format prints. */
  readonly entries: readonly bigint[];
}

const hex = (value: bigint): string => value.toString(16);
const wide = (value: bigint): string => hex(value).padStart(16, '0');
const cpu = (release: string, uid = ''): string => `CPU: 2 ${uid}PID: 4711 Comm: app Not tainted ${release} #1`;
const PF = [['PROT', 1n], ['WRITE', 2n], ['USER', 4n], ['RSVD', 8n], ['INSTR', 16n], ['PK', 32n]] as const;

const x86Walk = (entries: readonly bigint[], names: readonly string[]): string => entries.map((value, at) => `${names[at]!} ${hex(value)}`).join(' ');
const five = ['PGD', 'P4D', 'PUD', 'PMD', 'PTE'];
const four = ['PGD', 'PUD', 'PMD', 'PTE'];
const accessOf = (code: bigint): string => (code & 16n ? 'instruction fetch' : code & 2n ? 'write access' : 'read access');

/** x86-64, 5.2 and later; with four levels P4D repeats PGD. */
export const x86New = ({ release, address, code, entries }: PrintedFault): string[] => [
  `BUG: unable to handle page fault for address: ${wide(address)}`, `#PF: ${code & 4n ? 'user' : 'supervisor'} ${accessOf(code)} in kernel mode`,
  `#PF: error_code(0x${hex(code).padStart(4, '0')}) - ${code & 1n ? 'permissions violation' : 'not-present page'}`, x86Walk([entries[0]!, ...entries], five),
  `Oops: Oops: ${hex(code & 0xffffn).padStart(4, '0')} [#1] SMP NOPTI`, cpu(release, 'UID: 0 '), 'RIP: 0010:app_fn+0x1c/0x40', `CR2: ${wide(address)} CR3: 0000000105a34000 CR4: 0000000000350ef0`,
];
/** 5.0 and 5.1. */
export const x86Words = ({ release, address, code, entries }: PrintedFault): string[] => [
  `BUG: unable to handle kernel paging request at ${wide(address)}`, `#PF error: ${PF.filter(([, bit]) => code & bit).map(([name]) => `[${name}]`).join(' ') || '[normal kernel read fault]'}`,
  x86Walk([entries[0]!, ...entries], five), `Oops: ${hex(code).padStart(4, '0')} [#1] SMP PTI`, cpu(release),
];
/** Before 4.12. */
export const x86Old = ({ release, address, code, entries }: PrintedFault): string[] => [
  `BUG: unable to handle kernel paging request at ${wide(address)}`, 'IP: [<ffffffffa0123456>] app_fn+0x1c/0x40', `${x86Walk(entries, four)} `, `Oops: ${hex(code).padStart(4, '0')} [#1] SMP`, cpu(release),
];

const FOLDED = ['pgd', 'p4d', 'pud', 'pmd', 'pte'];
/** Entries as a format of five names prints them: the root under each name that is folded into it. */
const named = (entries: readonly bigint[], levels: number, names: readonly string[]): string[] => {
  const folded = names.length - levels;
  return [...Array.from({ length: folded }, () => entries[0]!), ...entries].map((value, at) => `${names[at]!}=${wide(value)}`);
};

interface Arm64Shape { readonly granule: number; readonly bits: number; readonly levels: number }

/** arm64, 5.14 and later. */
export const arm64New = ({ release, address, code, entries }: PrintedFault, { granule, bits, levels }: Arm64Shape): string[] => [
  `Unable to handle kernel paging request at virtual address ${wide(address)}`, 'Mem abort info:', `  ESR = 0x${wide(code)}`, '  EC = 0x25: DABT (current EL), IL = 32 bits', '  SET = 0, FnV = 0', '  EA = 0, S1PTW = 0',
  `  FSC = 0x${hex(code & 0x3fn).padStart(2, '0')}: some fault`, 'Data abort info:', `  ISV = 0, ISS = 0x${hex(code & 0xffffffn).padStart(8, '0')}, ISS2 = 0x00000000`, `  CM = 0, WnR = ${code & 0x40n ? 1 : 0}, TnD = 0, TagAccess = 0`,
  `swapper pgtable: ${granule}k pages, ${bits}-bit VAs, pgdp=0000000041a2b000`, `[${wide(address)}] ${named(entries, levels, FOLDED).join(', ')}`, `Internal error: Oops: ${wide(code)} [#1] PREEMPT SMP`, cpu(release, 'UID: 0 '),
  'pstate: 60400005 (nZCv daif +PAN -UAO -TCO -DIT -SSBS BTYPE=--)',
];
/** 4.14 to 4.16. */
export const arm64Old = ({ release, address, code, entries }: PrintedFault, { granule, bits, levels }: Arm64Shape): string[] => [
  `Unable to handle kernel paging request at virtual address ${wide(address)}`, 'Mem abort info:', `  ESR = 0x${hex(code).padStart(8, '0')}`, '  Exception class = DABT (current EL), IL = 32 bits', '  SET = 0, FnV = 0', 'Data abort info:',
  `  CM = 0, WnR = ${code & 0x40n ? 1 : 0}`, `swapper pgtable: ${granule}k pages, ${bits}-bit VAs, pgd = ffffff8009456000`,
  `[${wide(address)}] ${named(entries, levels, ['pgd', 'pud', 'pmd', 'pte']).map((text) => `*${text}`).join(', ')}`, `Internal error: Oops: ${hex(code).padStart(8, '0')} [#1] SMP`, cpu(release),
];

/** s390; `as` tells the levels. `extra` is the low part of the TEID. */
export const s390 = ({ release, address, code, entries }: PrintedFault, as: bigint, levels: number, words = ''): string[] => [
  'Unable to handle kernel pointer dereference in virtual kernel address space', `Failing address: ${wide(address)} TEID: ${wide(address | 0x803n)}${words}`, 'Fault in home space mode while using kernel ASCE.',
  [`AS:${wide(as)}`, ...entries.map((value, at) => `${['R1', 'R2', 'R3', 'S', 'P'][5 - levels + at]!}:${wide(value)}`)].join(' '), `Oops: ${hex(code).padStart(4, '0')} ilc:3 [#1]${words === '' ? ' PREEMPT SMP' : 'SMP'}`, cpu(release),
];
/** A user's, which names the code itself. */
export const s390User = ({ release, address, code, entries }: PrintedFault, as: bigint, levels: number): string[] => [
  `User process fault: interruption code ${hex(code).padStart(4, '0')} ilc:3 in app[1234,3ff80000000+9000]`, `Failing address: ${wide(address)} TEID: ${wide(address | 0x800n)}`, 'Fault in primary space mode while using user ASCE.',
  [`AS:${wide(as)}`, ...entries.map((value, at) => `${['R1', 'R2', 'R3', 'S', 'P'][5 - levels + at]!}:${wide(value)}`)].join(' '), cpu(release, 'UID: 0 '),
];

/** RISC-V, 6.15 and later. */
export const riscvNew = ({ release, address, code, entries }: PrintedFault, bits: number, levels: number): string[] => [
  `Unable to handle kernel paging request at virtual address ${wide(address)}`, `Current app pgtable: 4K pagesize, ${bits}-bit VAs, pgdp=0x0000000081234000`, `[${wide(address)}] ${named(entries, levels, FOLDED).join(', ')}`, 'Oops [#1]',
  `${cpu(release, 'UID: 0 ')} NONE`, `status: 0000000200000120 badaddr: ${wide(address)} cause: ${wide(code)}`,
];
/** Before: no entries are printed. */
export const riscvOld = ({ release, address, code }: PrintedFault): string[] => [
  `Unable to handle kernel paging request at virtual address ${wide(address)}`, 'Oops [#1]', cpu(release), `status: 0000000200000120 badaddr: ${wide(address)} cause: ${wide(code)}`,
];

/** What surrounds the lines of a report. */
export type Decoration = (lines: readonly string[]) => string;
const lines = (change: (line: string, at: number) => string): Decoration => (all) => `${all.map(change).join('\n')}\n`;

/** Every way in which reports arrive. */
export const DECORATIONS: Readonly<Record<string, Decoration>> = {
  plain: lines((line) => line),
  uptime: lines((line, at) => `[   12.${String(345678 + at)}] ${line}`),
  caller: lines((line) => `[   12.345678] [ T1234] ${line}`),
  'date and priority': lines((line) => `<1>[Tue Jan  7 10:11:12 2025] ${line}`),
  'priority behind the stamp': lines((line) => `[   12.345678] <6>${line}`),
  syslog: lines((line) => `Jan  7 10:11:12 myhost kernel: [   12.345678] ${line}`),
  journal: lines((line) => `2025-01-07T10:11:12.345678+01:00 myhost kernel: ${line}`),
  host: lines((line) => `myhost kernel: ${line}`),
  quoted: lines((line) => `> ${line}`),
  'quoted twice': lines((line) => `> > ${line}`),
  bars: lines((line) => `| ${line}`),
  'quoted-printable': lines((line) => line.replaceAll('=', '=3D')),
  'soft breaks': (all) => `${all.map((line) => line.replaceAll('=', '=3D').replace(/((?:=3D|[^=]){60})(?=.)/g, '$1=\n')).join('\n')}\n`,
  'carriage returns': (all) => `${all.join('\r\n')}\r\n`,
  'upper case': lines((line) => line.replace(/\b[0-9a-f]{6,16}\b/g, (digits) => digits.toUpperCase())),
  'no leading zeros': lines((line) => line.replace(/(?<![0-9a-fx.])0+(?=[1-9a-f][0-9a-f]{5,})/g, '')),
  colours: lines((line) => `\u001b[31m${line}\u001b[0m`),
  prose: (all) => `Hello,\n\nwe saw this today:\n\n${all.join('\n')}\n\nAny idea?\n-- \nMe\n`,
  'other lines between': (all) => `${all.join('\nusb 1-1: new high-speed USB device\n')}\n`,
  'broken by a mailer': (all) => `${all.map((line, at) => `[   12.${String(345678 + at)}] ${line}`.replace(/^(.{50,72}) (?=\S{4})/, '$1\n')).join('\n')}\n`,
};
