import type { CpuContext, FaultReason, Refusal } from '@faultline/contracts';
import type { Context } from './context';
import type { Entry } from './entries';
import type { Fault } from './fault';

const AC = 1n << 18n;
const SMEP = 1n << 20n;
const SMAP = 1n << 21n;
const both = (a: string, b: string): string => [...a].map((letter, at) => (b[at] === '-' ? '-' : letter)).join('');

/** State of the CPU beside the tables, as far as it is printed. */
export function cpuContext({ draft: { cr4, eflags, pan, sum, pkru } }: Context): CpuContext {
  const smap = cr4 === undefined ? undefined : (cr4 & SMAP) !== 0n && (eflags === undefined || (eflags & AC) === 0n);
  const guardsData = pan ?? (sum === undefined ? smap : !sum);
  return {
    ...(guardsData !== undefined && { guardsData }), ...(cr4 !== undefined && { guardsFetch: (cr4 & SMEP) !== 0n }), ...(pkru !== undefined && { pkru: Number(BigInt.asUintN(32, pkru)) }),
  };
}

/** Why an entry that hardware does not use is so. */
const ABSENT: Readonly<Record<string, readonly string[]>> = {
  protnone: ['not-present', 'numa-hint'], marker: ['not-present', 'marker'], device: ['not-present', 'device-private'], 'present-invalid': ['not-present', 'kernel-entry-invalidated'],
  'invalid-huge': ['not-present'], hwpoison: ['not-present', 'hwpoison'],
};

/** Entries that hardware cannot use, whatever the access. */
function absences(entries: readonly Entry[], kernelHalf: boolean): Refusal[] {
  return entries.flatMap(({ level, reading: { kind, valid } }) => {
    if (valid) return [];
    const names = ABSENT[kind] ?? ['not-present'];
    return names.map((because) => ({ because: kernelHalf && because === 'numa-hint' ? 'kernel-entry-invalidated' : because, level }));
  });
}

const reservedIn = (entries: readonly Entry[]): Refusal[] => entries.filter(({ reading }) => reading.valid && reading.reserved.length > 0).map(({ level }) => ({ because: 'reserved-bit', level }));

const LETTER = { read: 0, write: 1, exec: 2 } as const;
const NAMES = { read: 'no-read', write: 'read-only', exec: 'no-exec' } as const;

/** The lowest entry that takes the right away. */
const lacking = (entries: readonly Entry[], of: 'user' | 'kernel', letter: number): number => (entries.filter(({ reading }) => reading[of][letter] === '-').at(-1) ?? entries.at(-1)!).level;

/** Refused by the rights of the entries, all together. */
function byRights(entries: readonly Entry[], access: 'read' | 'write' | 'exec', mode: 'user' | 'kernel', { evidence }: Context): Refusal[] {
  const leaf = entries.at(-1)!;
  const allowed = entries.reduce((rights, { reading }) => both(rights, reading[mode]), 'rwx');
  const letter = LETTER[access];
  if (allowed[letter] === '-') {
    const kernelPage = mode === 'user' && access !== 'exec' && allowed === '---';
    return [{ because: kernelPage ? 'kernel-page' : NAMES[access], level: lacking(entries, mode, letter) }];
  }
  return access === 'write' && evidence.clean?.(leaf.reading.raw) === true ? [{ because: 'read-only', level: leaf.level, unprinted: true }] : [];
}

/** Refused because the page is a user's, and the kernel accesses it. */
function byGuards(entries: readonly Entry[], access: 'read' | 'write' | 'exec', { guardsData, guardsFetch }: CpuContext, { evidence: { guards } }: Context): Refusal[] {
  const ofUser = entries.reduce((rights, { reading }) => both(rights, reading.user), 'rwx') !== '---';
  const [name, state] = access === 'exec' ? [guards.fetch, guardsFetch] : [guards.data, guardsData];
  if (!ofUser || name === undefined || state === false) return [];
  return [{ because: name, level: entries.at(-1)!.level, ...(state === undefined && { unprinted: true }) }];
}

/** Refused by a protection key. */
function byKey(entries: readonly Entry[], access: string, reason: FaultReason | undefined, { pkru }: CpuContext, { evidence }: Context): Refusal[] {
  if (evidence.keyOf === undefined || access === 'exec') return [];
  const leaf = entries.at(-1)!;
  const key = evidence.keyOf(leaf.reading.raw);
  if (reason === 'pkey') return [{ because: 'pkey', level: leaf.level, ...(pkru === undefined && { unprinted: true }) }];
  if (pkru === undefined || reason !== undefined) return [];
  const forbids = (pkru >>> (key * 2)) & 3;
  return forbids & 1 || (access === 'write' && forbids & 2) ? [{ because: 'pkey', level: leaf.level }] : [];
}

/** Does the walk end in a page? */
export const isComplete = (entries: readonly Entry[]): boolean => {
  const leaf = entries.at(-1)?.reading;
  return leaf !== undefined && leaf.valid && (leaf.kind === 'page' || leaf.kind === 'huge');
};

/** All that the entries, with the state of the CPU, hold against an access. */
export function refusalsOf(entries: readonly Entry[], fault: Fault, context: Context): Refusal[] {
  const absent = absences(entries, context.half === 'kernel');
  if (absent.length > 0) return [...absent, ...reservedIn(entries)];
  const reserved = reservedIn(entries);
  if (!isComplete(entries) || fault.access === undefined) return reserved;
  const cpu = cpuContext(context);
  const mode = fault.mode ?? 'kernel';
  const rights = byRights(entries, fault.access, mode, context);
  const guards = mode === 'kernel' && rights.length === 0 ? byGuards(entries, fault.access, cpu, context) : [];
  return [...reserved, ...rights, ...guards, ...byKey(entries, fault.access, fault.reading?.reason, cpu, context)];
}

const ABSENCES = ['not-present', 'numa-hint', 'marker', 'device-private', 'kernel-entry-invalidated', 'hwpoison'];
/** Which reasons of entries a CPU's own reason can mean. */
export function fits({ because }: Refusal, reason: FaultReason | undefined, open: boolean): boolean {
  if (reason === undefined || open) return true;
  if (reason === 'not-present') return ABSENCES.includes(because);
  if (reason === 'reserved') return because === 'reserved-bit';
  if (reason === 'pkey') return because === 'pkey';
  return reason === 'permission' && !ABSENCES.includes(because) && because !== 'reserved-bit' && because !== 'pkey';
}
