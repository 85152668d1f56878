import { CATALOGUE } from '../../packages/contracts/src/events/catalogue';
import { ENUM_PREFIX, ENUMS, type EnumName } from '../../packages/contracts/src/events/enums';
import { MEANINGS } from '../../packages/contracts/src/events/meanings';
import type { EventSpec } from '../../packages/contracts/src/events/spec';
import { enumOf, layoutOf } from './layout';
import { accessors, declaration, fieldList, following, handlerTypes, handling, makers, namesOf, putting, writer } from './render-kind';

const snake = (name: string): string => name.replace(/(?<!^)([A-Z]+|\d+)/g, '_$1').toUpperCase().replace(/__+/g, '_');

/** `FLUSH_PAGE_NO_WAIT`: name of the constant for a place in an enumeration. */
export const constantOf = (name: EnumName, of: string): string =>
  `${ENUM_PREFIX[name] ?? snake(name)}_${/^[A-Z_]+$/.test(of) ? of : snake(of)}`;

function enumConstants(): string {
  return (Object.keys(ENUMS) as EnumName[]).map((name) => ENUMS[name].map((of, place) =>
    `export const ${constantOf(name, of)} = ${place} as Place<'${name}'>;`).join('\n')).join('\n');
}

/** The module of constants. It stands alone, so that who needs a number brings no event along. */
export const renderPlaces = (): string => `// Generated from enums.ts by \`npm run generate:events\`; do not edit.
import type { Place } from './enums';

${enumConstants()}
`;

/** Local names of the enumerations that fields use: found by one load. */
const enumLocals = (): string => [...new Set(CATALOGUE.flatMap(({ fields }) => Object.values(fields).flatMap((type) => enumOf(type) ?? [])))]
  .map((name) => `const ${namesOf(name)} = ENUMS.${name};`).join('\n');

const kindConstant = (name: string): string => `K_${name.replace(/(?<!^)([A-Z])/g, '_$1').toUpperCase()}`;

function renderKind(spec: EventSpec, kind: number): string {
  const layout = layoutOf(spec);
  return [
    declaration(spec, layout), `export const ${kindConstant(spec.name)} = ${kind};`, writer(spec, kind, layout), accessors(spec, layout),
    makers(spec, kind, layout), handling(spec, kind, layout), following(spec, kind, layout), putting(spec, kind, layout),
  ].join('\n');
}

/** Types of meanings that do not stand in `numbers.ts`, and one of `numbers.ts` that no meaning has. */
const ELSEWHERE = ['Level', 'VmFlags', 'EntryHalves'];
const numberTypes = (): string[] => [...new Set(['Bit', ...Object.values(MEANINGS).map(({ type }) => type)])].filter((type) => !ELSEWHERE.includes(type)).sort().map((type) => `type ${type}`);

const head = (): string => `// Generated from the catalogue by \`npm run generate:events\`; do not edit.
import { slotOf } from '../arch/entry';
import type { Level } from '../levels';
import { vpnHi, wideOf, wordOf, ${numberTypes().join(', ')} } from '../numbers';
import { RULE_IDS, type RuleId } from '../rules/rules.gen';
import type { VmFlags } from '../vmflags';
import { ENUMS, type NameOf, type Place } from './enums';
import { half, RecordError, refuse, whole } from './record-error';
import type { FieldInfo } from './fields';
import { handleNothing, type HandlerTable, type Thread } from './recorder';

/** A 64-bit value as a record has it: an entry, a protection, a syndrome. Both halves are signed 32-bit words. */
export interface EntryHalves {
  /** Bits 31 … 0. */
  readonly lo: number;
  /** Bits 63 … 32. */
  readonly hi: number;
}
/** What every event has. */
export interface EventBase {
  /** Place in the log, from 0. */
  readonly seq: Seq;
  /** Seq of the event that led to this one; null for a root. */
  readonly cause: Seq | null;
  /** CPU that acted. */
  readonly cpu: CpuId;
}

/** Kind of a record. */
export const recordKind = (w: Int32Array, at: number): number => w[at]! & 255;
/** CPU that acted. */
export const recordCpu = (w: Int32Array, at: number): CpuId => (w[at]! >>> 8) & 255;
/** Seq of the event that led to a record; -1 for a root. */
export const recordCause = (w: Int32Array, at: number): number => w[at + 1]!;
const headOf = (kind: number, { type, cpu }: MmEvent): number => (whole(cpu, 0, 255) ? kind | (cpu << 8) : refuse(type, 'cpu', cpu, 'a whole number from 0 to 255'));
const causeWord = ({ type, seq, cause }: MmEvent): number => {
  if (cause === null) return -1;
  return whole(cause, 0, seq - 1) ? cause : refuse(type, 'cause', cause, 'an earlier event, or null');
};
function needWhole(value: unknown, low: number, high: number, kind: number, field: string): void {
  if (!whole(value, low, high)) refuse(KIND_NAMES[kind]!, field, value, \`a whole number from \${low} to \${high}\`);
}
function needHalves({ lo, hi }: EntryHalves, kind: number, field: string): void {
  if (!half(lo) || !half(hi)) refuse(KIND_NAMES[kind]!, field, \`\${lo}, \${hi}\`, 'two 32-bit halves');
}
const fieldOf = (event: MmEvent, field: string): unknown => (event as unknown as Readonly<Record<string, unknown>>)[field];
/** The place of a name, which has to be there. */
const placeIn = (names: readonly string[], event: MmEvent, field: string): number => {
  const name = fieldOf(event, field);
  const place = names.indexOf(name as string);
  return place < 0 ? refuse(event.type, field, name, \`one of \${names.join(', ')}\`) : place;
};
/** The halves of a 64-bit value, which an event has as one. */
const halvesOf = (event: MmEvent, field: string): EntryHalves => {
  const value = fieldOf(event, field);
  return typeof value === 'bigint' && value >= 0n && value < 2n ** 64n ? slotOf(value) : refuse(event.type, field, value, 'a bigint from 0 to 2^64-1');
};
`;

const tables = (names: readonly string[]): string => `
/** Any event. */
export type MmEvent =
${names.map((name) => `  | ${name}`).join('\n')};
export type EventType = MmEvent['type'];
${[...new Set(CATALOGUE.map(({ owner }) => owner))].map(handlerTypes).join('\n')}

/** Name of a kind; index 0 is no kind. */
export const KIND_NAMES: readonly ('' | EventType)[] = ['', ${names.map((name) => `'${name}'`).join(', ')}];
/** Whose state a kind changes; \`none\`: nobody's. Index 0 is no kind. */
export const KIND_OWNERS: readonly string[] = ['', ${CATALOGUE.map(({ owner }) => `'${owner}'`).join(', ')}];
/** Words of a record, header included, by kind. */
export const RECORD_WIDTH: Uint8Array = /* @__PURE__ */ Uint8Array.of(0, ${CATALOGUE.map((spec) => layoutOf(spec).width).join(', ')});
/** Words of the widest record. */
export const WIDEST_RECORD = ${Math.max(...CATALOGUE.map((spec) => layoutOf(spec).width))};

const noKind = (): never => { throw new RecordError('unknown-kind', '', '', 'no event has this kind', 'pass a record of a log'); };
const BUILDERS: readonly ((w: Int32Array, at: number, seq: number) => MmEvent)[] = [noKind, ${names.map((name) => `build${name}`).join(', ')}];
/** The frozen event of a record. \`at\` is the record's first word in \`w\`. @throws RecordError \`unknown-kind\` */
export const buildEvent = (w: Int32Array, at: number, seq: number): MmEvent => (BUILDERS[w[at]! & 255] ?? noKind)(w, at, seq);

const HANDLES: readonly ((to: HandlerTable, w: Int32Array, at: number, seq: number) => unknown)[] = [noKind, ${names.map((name) => `handle${name}`).join(', ')}];
/** Hands a record, which has this seq, to the handler of its kind, and returns what that returns. @throws RecordError \`unknown-kind\` */
export function handleRecord(to: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const kind = w[at]! & 255;
  return to.handlers[kind] === handleNothing ? undefined : (HANDLES[kind] ?? noKind)(to, w, at, seq);
}

const FOLLOWS: readonly ((guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number) => unknown)[] = [noKind, ${names.map((name) => `follow${name}`).join(', ')}];
/** As \`handleRecord\` with the guards; what they have nothing to say against goes on to the folds. @throws RecordError \`unknown-kind\` */
export function followRecord(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const kind = w[at]! & 255;
  const nothing = guards.handlers[kind] === handleNothing && folds.handlers[kind] === handleNothing;
  return nothing ? undefined : (FOLLOWS[kind] ?? noKind)(guards, folds, w, at, seq);
}

const KINDS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(KIND_NAMES.map((name, kind) => [name, kind]));
const PUTS = [noKind, ${names.map((name) => `put${name}`).join(', ')}] as readonly unknown[] as readonly ((event: MmEvent, w: Int32Array, at: number) => void)[];
/** Writes the record of an event, which has to have every field of its kind. @throws RecordError \`out-of-range\`, \`unknown-kind\` */
export const toRecord = (event: MmEvent, w: Int32Array, at: number): void =>
  PUTS[KINDS.get(event?.type) ?? 0]!(event, w, at);

/** Fields of each kind, in the order of the catalogue; index 0 is no kind. */
export const RECORD_FIELDS: readonly (readonly FieldInfo[])[] = [[], ${CATALOGUE.map((spec) => fieldList(spec, layoutOf(spec))).join(', ')}];
`;

/** The whole generated module. */
export function renderModule(): string {
  const names = CATALOGUE.map(({ name }) => name);
  return [head(), enumLocals(), ...CATALOGUE.map((spec, i) => renderKind(spec, i + 1)), tables(names)].join('\n').replace(/\n\n\n+/g, '\n\n');
}
