import { ACCESS_NAMES, WALK_FAULT_NAMES, type Access, type FaultCode, type FaultReading, type WalkFault } from '@faultline/contracts';
import { foretell, type PageTables } from '@faultline/pagetables';
import { hexText } from '@faultline/texts';
import { evidenceMakerOf } from './architectures';

/** A fault held against the walk of its address. */
export interface HeldFault {
  /** The code. */
  readonly code: bigint;
  /** What it says. */
  readonly reading: FaultReading;
  /** What hardware makes of that access with these tables; undefined: the code tells no access. */
  readonly found: (typeof WALK_FAULT_NAMES)[number] | undefined;
  /** Do the tables refuse it? */
  readonly explained: boolean | undefined;
}

/** Holds the access that a fault code tells against tables. */
export function holdFault(code: FaultCode, va: bigint, tables: PageTables): HeldFault | undefined {
  const maker = evidenceMakerOf(tables.architecture.name);
  if (maker === undefined) return undefined;
  const reading = maker.at({ config: tables.architecture.config, kernel: tables.architecture.kernel }).fault(code);
  const { access, mode } = reading;
  if (access === undefined) return { code: code.code, reading, found: undefined, explained: undefined };
  const walked = foretell(tables, va, ACCESS_NAMES.indexOf(access) as Access, new Map(), undefined, mode === undefined ? undefined : mode === 'user');
  const found = WALK_FAULT_NAMES[walked.fault as WalkFault];
  return { code: code.code, reading, found, explained: found !== 'ok' };
}

/** In one line. */
export function heldText({ code, reading, found, explained }: HeldFault): string {
  const what = `fault ${hexText(code)}: ${reading.words}`;
  if (explained === undefined) return `${what}; the kind of access is not told, so it cannot be held against the walk`;
  return explained ? `${what}; the walk refuses this access, too (${found ?? ''}): the entries explain it` : `${what}; the walk permits this access: a stale translation, another root, or a state of the CPU that is not in the tables`;
}

/** The same for JSON. */
export const heldJson = ({ code, reading, found, explained }: HeldFault): object => ({ fault: { code: hexText(code), words: reading.words, access: reading.access ?? null, mode: reading.mode ?? null, walk: found ?? null, explained: explained ?? null } });
