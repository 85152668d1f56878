import { CATALOGUE, type EventSpec, type FieldType } from '../../packages/contracts/src/events/catalogue';

/** One field with its place in the record. */
interface Placed {
  readonly name: string;
  readonly type: FieldType;
  /** Bit of the header for small fields, word for the others. */
  readonly at: number;
  readonly bits: number;
}

const HEADER_WORDS = 2;
const AUX_SHIFT = 16;

const bitsOf = (type: FieldType): number =>
  type === 'bit' ? 1 : type.startsWith('bits:') ? Number(type.slice(5)) : type.startsWith('enum:') ? Number(type.split(':')[1]) : 0;
const wordsOf = (type: FieldType): number => (bitsOf(type) > 0 ? 0 : type === 'vpn' || type === 'word' ? 2 : 1);
const enumOf = (type: FieldType): string | undefined => (type.startsWith('enum:') ? type.split(':')[2] : undefined);

/** Places the fields: small ones from bit 16 of the header up, the others word by word. */
export function place(spec: EventSpec): { fields: Placed[]; width: number } {
  let bit = AUX_SHIFT;
  let word = HEADER_WORDS;
  const fields = spec.fields.map(([name, type]): Placed => {
    const bits = bitsOf(type);
    const at = bits > 0 ? bit : word;
    bit += bits;
    word += wordsOf(type);
    return { name, type, at, bits };
  });
  if (bit > 32) throw new Error(`${spec.name}: small fields take ${bit - AUX_SHIFT} bits, 16 fit`);
  return { fields, width: word };
}

const constName = (name: string): string => `K_${name.replace(/(?<!^)([A-Z])/g, '_$1').toUpperCase()}`;
const w = (at: number): string => (at === 0 ? 'w[at]!' : `w[at + ${at}]!`);

function fieldTypes({ name, type }: Placed): string {
  if (type === 'word') return `readonly ${name}Lo: number; readonly ${name}Hi: number`;
  const names = enumOf(type);
  return `readonly ${name}: ${type === 'bit' ? 'boolean' : names ? `(typeof ENUMS.${names})[number]` : 'number'}`;
}

/** Local name of an enumeration's names: found by one load. */
const placesOf = (name: string): string => `${name.replace(/([A-Z])/g, '_$1').toUpperCase()}_NAMES`;

/** How a field stands in an event, from the values its writer takes. */
function fieldValues({ name, type }: Placed): string {
  const names = enumOf(type);
  if (names) return `${name}: ${placesOf(names)}[${name}]!`;
  if (type === 'bit') return `${name}: ${name} === 1`;
  if (type === 'word') return `${name}Lo, ${name}Hi`;
  return name;
}

/** Reads from a record what its writer was given. */
function fieldReads({ type, at, bits }: Placed): string {
  if (bits > 0) return `(head >>> ${at}) & ${2 ** bits - 1}`;
  if (type === 'vpn') return `pageOf(${w(at)}, ${w(at + 1)})`;
  return type === 'word' ? `${w(at)}, ${w(at + 1)}` : w(at);
}

const fieldNames = ({ name, type }: Placed): string => (type === 'word' ? `${name}Lo, ${name}Hi` : name);

/** What a handler is given of a field as its writer has it: the words as the record holds them. */
function fieldOperands({ name, type, bits }: Placed): string {
  if (type === 'word') return `${name}Lo | 0, ${name}Hi | 0`;
  return bits > 0 || type === 'vpn' ? name : `${name} | 0`;
}

const CPU_READ = '(head >>> 8) & 255';

const parameters = ({ name, type }: Placed): string =>
  type === 'word' ? `${name}Lo: number, ${name}Hi: number` : `${name}: number`;

/** `| 0` tells the engine that a word is an integer: a test instead of a conversion of whatever number it may be. */
function fieldWrites({ name, type, at, bits }: Placed): string[] {
  if (bits > 0) return [];
  if (type === 'vpn') return [`w[at + ${at}] = ${name} | 0;`, `w[at + ${at + 1}] = vpnHi(${name});`];
  if (type === 'word') return [`w[at + ${at}] = ${name}Lo | 0;`, `w[at + ${at + 1}] = ${name}Hi | 0;`];
  return [`w[at + ${at}] = ${name} | 0;`];
}

/** Hands a record's operands to the handler of its kind. */
const renderHandle = ({ name, owner }: EventSpec, kind: number, fields: readonly Placed[]): string => `\
function handle${name}(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[${kind}]!(to.${owner}, ${[...fields.map(fieldReads), CPU_READ].join(', ')});
}
`;

/** The handlers an owner has: one for each kind of its records. */
const renderHandlers = (owner: 'core' | 'cpu' | 'gather'): string => `
/** What is made of each kind of record that changes state of owner \`${owner}\`: given are that state, the operands, and the CPU that acted. */
export interface ${owner[0]!.toUpperCase()}${owner.slice(1)}Handlers<S, R = void> {
${CATALOGUE.filter((spec) => spec.owner === owner).map((spec) =>
  `  readonly ${spec.name}: (state: S, ${[...place(spec).fields.map(parameters), 'cpu: number'].join(', ')}) => R;`).join('\n')}
}`;

function render(spec: EventSpec, kind: number): string {
  const { fields, width } = place(spec);
  const head = [`${kind}`, '(r.cpu << 8)', ...fields.filter((f) => f.bits > 0).map((f) => `(${f.name} << ${f.at})`)].join(' | ');
  const args = ['r: Recorder', ...fields.map(parameters)].join(', ');
  return `
/** ${spec.about} */
export interface ${spec.name} extends EventBase {
  readonly type: '${spec.name}';
${fields.map((f) => `  ${fieldTypes(f)};`).join('\n')}
}
export const ${constName(spec.name)} = ${kind};
/** Records: ${spec.about} Small fields are numbers (places in \`ENUMS\`). */
export function rec${spec.name}(${args}): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = ${head};
  w[at + 1] = r.cause;
${fields.flatMap(fieldWrites).map((line) => `  ${line}`).join('\n')}
${spec.owner === 'none' ? '' : `  r.folding.handlers[${kind}]!(r.folding.${spec.owner}, ${[...fields.map(fieldOperands), 'r.cpu'].join(', ')});\n`}  r.top = at + ${width};
  const seq = r.length++;
  if (r.listeners !== 0) tell${spec.name}(r, seq, ${fields.map(fieldNames).join(', ')});
  return seq;
}
function tell${spec.name}(r: Recorder, seq: number, ${fields.map(parameters).join(', ')}): void {
  const taker = r.takers[${kind}];
  if (taker !== undefined) r.publisher.publish(make${spec.name}(seq, r.cause, r.cpu, ${fields.map(fieldNames).join(', ')}), taker, seq);
}
function make${spec.name}(seq: number, cause: number, cpu: number, ${fields.map(parameters).join(', ')}): ${spec.name} {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: '${spec.name}', ${fields.map(fieldValues).join(', ')},
  });
}
function build${spec.name}(w: Int32Array, at: number, seq: number): ${spec.name} {
  const head = w[at]!;
  return make${spec.name}(seq, w[at + 1]!, ${CPU_READ}, ${fields.map(fieldReads).join(', ')});
}
${spec.owner === 'none' ? '' : renderHandle(spec, kind, fields)}`.replace(/\n\n(\s*(?:r\.top|r\.folding))/g, '\n$1');
}

/** Enumerations that fields use, in the order of first use. */
const usedEnums = (): string[] =>
  [...new Set(CATALOGUE.flatMap((spec) => spec.fields.flatMap(([, type]) => enumOf(type) ?? [])))];

/** The whole generated module. */
export function renderModule(): string {
  const names = CATALOGUE.map((spec) => spec.name);
  return `// Generated from catalogue.ts by \`npm run generate:events\`; do not edit.
import { vpnHi, vpnOf } from '../numbers';
import { ENUMS } from './catalogue';
import type { HandlerTable, Recorder } from './recorder';

/** What every event has. */
export interface EventBase {
  /** Place in the log, from 0. */
  readonly seq: number;
  /** Seq of the event that led to this one; null for a root. */
  readonly cause: number | null;
  /** CPU that acted. */
  readonly cpu: number;
}
/** Page number of two words; the high one is nearly always zero. */
const pageOf = (lo: number, hi: number): number => (hi === 0 && lo >= 0 ? lo : vpnOf(lo, hi));
${usedEnums().map((name) => `const ${placesOf(name)} = ENUMS.${name};`).join('\n')}
${CATALOGUE.map((spec, i) => render(spec, i + 1)).join('')}
/** Any event. */
export type MmEvent =
${names.map((name) => `  | ${name}`).join('\n')};
export type EventType = MmEvent['type'];
${(['core', 'cpu', 'gather'] as const).map(renderHandlers).join('\n')}

/** Name of a kind; index 0 is no kind. */
export const KIND_NAMES: readonly ('' | EventType)[] = ['', ${names.map((name) => `'${name}'`).join(', ')}];
/** Words of a record, header included, by kind. */
export const RECORD_WIDTH = Uint8Array.of(0, ${CATALOGUE.map((spec) => place(spec).width).join(', ')});

const FACTORIES: readonly ((w: Int32Array, at: number, seq: number) => MmEvent)[] = [
  () => { throw new RangeError('no event has kind 0'); },
${names.map((name) => `  build${name},`).join('\n')}
];
/** Words of the widest record. */
export const WIDEST_RECORD = ${Math.max(...CATALOGUE.map((spec) => place(spec).width))};

/** The frozen event of a record. \`at\` is the record's first word in \`w\`. */
export const buildEvent = (w: Int32Array, at: number, seq: number): MmEvent => FACTORIES[w[at]! & 255]!(w, at, seq);

const handleNothing = (): undefined => undefined;
const HANDLES: readonly ((to: HandlerTable, w: Int32Array, at: number) => unknown)[] = [
  handleNothing,
${CATALOGUE.map(({ name, owner }) => `  ${owner === 'none' ? 'handleNothing' : `handle${name}`},`).join('\n')}
];
/** Hands a record to the handler of its kind, and returns what that returns; undefined if it changes no state. */
export const handleRecord = (to: HandlerTable, w: Int32Array, at: number): unknown => HANDLES[w[at]! & 255]!(to, w, at);
`;
}

