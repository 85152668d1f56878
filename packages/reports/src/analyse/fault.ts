import type { FaultReading } from '@faultline/contracts';
import { addressPatterns } from '../patterns';
import type { Draft } from '../read/draft';
import type { Context } from './context';

/** What the CPU said, all lines together. */
export interface Fault {
  readonly code?: bigint;
  readonly reading?: FaultReading;
  readonly access?: 'read' | 'write' | 'exec';
  readonly mode?: 'user' | 'kernel';
  readonly address?: bigint;
  readonly patterns: readonly string[];
  readonly contradictions: readonly string[];
}

const OOPS_MASK = 0xffffn;
const HAS_FAULT = ['page-fault', 'segfault'];
const NAMES_OF_32_BITS = 0xffffffffn;

/** A code in the line of the Oops is that of the fault, as far as it is printed. */
function oopsContradictions({ code, oopsCode }: Draft): string[] {
  if (code === undefined || oopsCode === undefined || code === oopsCode || BigInt.asUintN(32, code) === BigInt.asUintN(32, oopsCode)) return [];
  if ((code & OOPS_MASK) === oopsCode) return ['code-cut-to-16-bits'];
  return ['oops-code-differs'];
}

/** What the words of other lines say otherwise than the code. */
function wordContradictions({ access, mode, wnr }: Draft, reading: FaultReading | undefined, arm: boolean): string[] {
  if (reading === undefined) return [];
  const differs = access !== undefined && reading.access !== undefined && access !== reading.access;
  const who = mode !== undefined && reading.mode !== undefined && mode !== reading.mode;
  const stores = arm && wnr !== undefined && reading.access !== undefined && reading.access !== 'exec' && wnr !== (reading.access === 'write');
  return [...(differs ? ['access-differs'] : []), ...(who ? ['mode-differs'] : []), ...(stores ? ['wnr-differs'] : [])];
}

const fetchElsewhere = ({ ip, address }: Draft, access: Fault['access']): string[] =>
  access === 'exec' && ip !== undefined && address !== undefined && ip !== address ? ['fetch-address-not-ip'] : [];

/** The kernel of x86-64 itself lies in the upper 2 GiB. */
const imageIsHigh = (context: Context): boolean => context.maker.name === 'x86-64';

/** The fault of a report; undefined: it tells of none. */
export function faultOf(context: Context): Fault | undefined {
  const { draft, evidence } = context;
  const code = draft.code ?? (HAS_FAULT.includes(draft.kind) ? draft.oopsCode : undefined);
  if (code === undefined && !HAS_FAULT.includes(draft.kind)) return undefined;
  const reading = code === undefined ? undefined : evidence.fault({ code, ...(draft.extra !== undefined && { extra: draft.extra }) });
  const address = draft.address ?? reading?.address;
  const [access, mode] = [reading?.access ?? draft.access, draft.mode ?? reading?.mode];
  const half = address === undefined ? undefined : evidence.half(address);
  return {
    ...(code !== undefined && { code: code > NAMES_OF_32_BITS && reading?.level !== undefined ? BigInt.asUintN(32, code) : code }), ...(reading && { reading }), ...(access && { access }), ...(mode && { mode }), ...(address !== undefined && { address }),
    patterns: address === undefined ? [] : addressPatterns(address, imageIsHigh(context), evidence.architecture.geometry.byteOrder === 'big' ? 'any' : half),
    contradictions: [...(reading?.contradictions ?? []), ...oopsContradictions(draft), ...wordContradictions(draft, reading, context.maker.name === 'arm64'), ...fetchElsewhere(draft, access)],
  };
}

/** A pointer that was null, or was used with a small offset. */
export const isNull = ({ patterns }: Fault): boolean => patterns.some((pattern) => pattern.startsWith('null-plus'));
