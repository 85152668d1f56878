import { CATALOGUE } from '../../packages/contracts/src/events/catalogue';
import { ENUM_ABOUT, ENUMS } from '../../packages/contracts/src/events/enums';
import type { EventSpec, FieldType } from '../../packages/contracts/src/events/spec';
import { enumOf, layoutOf, meaningOf, type Layout, type Piece, type Placed } from './layout';

/** Words of the language that a field may be called by, but no variable. */
const RESERVED: Readonly<Record<string, string>> = { new: 'next' };
const local = ({ name }: Placed): string => RESERVED[name] ?? name;
/** Local name of an enumeration's names. */
export const namesOf = (name: string): string => `${name}Names`;
const isWide = ({ bits }: Placed): boolean => bits > 32 && bits < 64;
const isHalves = ({ bits }: Placed): boolean => bits === 64;

/** Type of a field as writers and handlers take it. */
function typeOf({ type }: Placed): string {
  const names = enumOf(type);
  if (names !== undefined) return `Place<'${names}'>`;
  return type === 'bit' ? 'Bit' : meaningOf(type).type;
}

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
const small = (text: string): string => `${text[0]!.toLowerCase()}${text.slice(1)}`;
const at = (word: number): string => (word === 0 ? 'w[at]!' : `w[at + ${word}]!`);
const maskOf = (bits: number): string => (bits === 32 ? '-1' : String(2 ** bits - 1));

/** Reads a piece as an unsigned number, or as a whole word. */
function readPiece({ word, shift, bits }: Piece): string {
  if (bits === 32) return at(word);
  if (shift === 0) return `${at(word)} & ${maskOf(bits)}`;
  return shift + bits === 32 ? `${at(word)} >>> ${shift}` : `(${at(word)} >>> ${shift}) & ${maskOf(bits)}`;
}

/** Reads a field; halves one by one. */
const readNumber = (field: Placed): string => (isWide(field) ? `wideOf(${readPiece(field.low)}, ${readPiece(field.high!)})` : readPiece(field.low));

/** Names of a field's values: one, or two halves. */
const halves = (field: Placed): string[] => (isHalves(field) ? [`${field.name}Lo`, `${field.name}Hi`] : [local(field)]);
const handlerParameters = (field: Placed): string[] =>
  isHalves(field) ? halves(field).map((name) => `${name}: number`) : [`${local(field)}: ${typeOf(field)}`];
const writerParameter = (field: Placed): string => `${local(field)}: ${typeOf(field)}`;

/** Where the names stand of which a record holds the place. */
function listOf(type: FieldType): string | undefined {
  const names = enumOf(type);
  if (names !== undefined) return namesOf(names);
  return type === 'rule' ? 'RULE_IDS' : undefined;
}

/** Type of a field in an event. */
function shownAs(field: Placed): string {
  if (isHalves(field)) return 'bigint';
  const names = enumOf(field.type);
  if (names !== undefined) return `NameOf<'${names}'>`;
  if (field.type === 'rule') return 'RuleId';
  return field.type === 'bit' ? 'boolean' : typeOf(field);
}

/** How an event shows what its writer was given. */
function shown(field: Placed): string {
  const list = listOf(field.type);
  if (list !== undefined) return `${field.name}: ${list}[${local(field)}]!`;
  if (field.type === 'bit') return `${field.name}: ${local(field)} === 1`;
  if (isHalves(field)) return `${field.name}: wordOf(${halves(field).join(', ')})`;
  return local(field) === field.name ? field.name : `${field.name}: ${local(field)}`;
}

/** What the values of a type are. */
function valuesOf(type: FieldType): string {
  const names = enumOf(type);
  if (names !== undefined) return `${ENUM_ABOUT[names]}: ${ENUMS[names].join(', ')}.`;
  return type === 'bit' ? '' : `${capital(meaningOf(type).about)}${meaningOf(type).bits === 64 ? ', 0 … 2^64-1' : ''}.`;
}

/** The sentence of a field: what it is of this kind, then what its values are. */
const doc = ({ says = {} }: EventSpec, { name, type }: Placed): string => [says[name] ?? '', valuesOf(type)].join(' ').trim();

/** The type of the event. */
export const declaration = (spec: EventSpec, { fields }: Layout): string => `
/** ${spec.about} */
export interface ${spec.name} extends EventBase {
  /** ${spec.about} */
  readonly type: '${spec.name}';
${fields.map((field) => `  /** ${doc(spec, field)} */\n  readonly ${field.name}: ${shownAs(field)};`).join('\n')}
}`;

/** A piece of a value on its way into a word. */
const shifted = (value: string, { shift }: Piece): string => (shift === 0 ? value : `(${value} << ${shift})`);

/** What goes into each word, by word; `value` gives the expression of a field's low and high part. */
function wordsOf({ fields, width }: Layout, value: (field: Placed, part: 'low' | 'high') => string): Map<number, string[]> {
  const words = new Map<number, string[]>(Array.from({ length: width }, (_, word) => [word, []]));
  for (const field of fields) {
    words.get(field.low.word)!.push(shifted(value(field, 'low'), field.low));
    if (field.high) words.get(field.high.word)!.push(shifted(value(field, 'high'), field.high));
  }
  return words;
}

/** Part of an operand, as an integer to the engine. */
function operandPart(field: Placed, part: 'low' | 'high'): string {
  const name = local(field);
  if (isHalves(field)) return `${name}.${part === 'low' ? 'lo' : 'hi'}`;
  if (part === 'high') return `vpnHi(${name})`;
  return field.low.bits === 32 ? `(${name} | 0)` : name;
}

function stores(layout: Layout, head: string, cause: string, value: (field: Placed, part: 'low' | 'high') => string): string[] {
  return [...wordsOf(layout, value)].map(([word, parts]) => {
    const start = word === 0 ? [head] : word === 1 ? [cause] : [];
    return `  w[at${word === 0 ? '' : ` + ${word}`}] = ${[...start, ...parts].join(' | ').replace(/^\((\w+ \| 0)\)$/, '$1')};`;
  });
}

function checkOf(spec: EventSpec, kind: number, field: Placed): string {
  const name = local(field);
  if (field.type === 'rule') return `  if (RULE_IDS[${name}] === undefined) refuse('${spec.name}', '${field.name}', ${name}, 'the number of a rule (\`RULE_IDS\`)');`;
  if (isHalves(field)) return `  needHalves(${name}, ${kind}, '${field.name}');`;
  const [low, high] = rangeOf(field);
  return `  needWhole(${name}, ${low}, ${high}, ${kind}, '${field.name}');`;
}

/** Least and most of a field. */
function rangeOf(field: Placed): readonly [number, number] {
  const names = enumOf(field.type);
  if (names !== undefined) return [0, ENUMS[names].length - 1];
  if (field.signed) return [-(2 ** 31), 2 ** 31 - 1];
  return [0, (field.type === 'bit' ? undefined : meaningOf(field.type).max) ?? 2 ** field.bits - 1];
}

/** What a handler is given of an operand: what a reader of the record would find. */
function given(field: Placed): string {
  if (isHalves(field)) return `${local(field)}.lo | 0, ${local(field)}.hi | 0`;
  return field.low.bits === 32 && !isWide(field) ? `(${local(field)} | 0) as ${typeOf(field)}` : local(field);
}

/** The writer, and how it tells those who listen. */
export function writer(spec: EventSpec, kind: number, layout: Layout): string {
  const { fields, width } = layout;
  const parameters = ['t: Thread', ...fields.map(writerParameter)].join(', ');
  const names = fields.map(local).join(', ');
  const handle = spec.owner === 'none' ? '' : `  r.handlers[${kind}]!(${[`r.states[${kind}]`, ...fields.map(given), 't.cpu', 'r.length'].join(', ')});\n`;
  return `/** Records: ${spec.about} @throws RecordError \`out-of-range\`, in a checked log */
export function rec${spec.name}(${parameters}): Seq {
  const r = t.log;
  if (r.checked) check${spec.name}(${names});
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
${stores(layout, `${kind} | (t.cpu << 8)`, 't.cause', operandPart).join('\n')}
${handle}  r.top = at + ${width};
  const seq = r.length++;
  if (r.listeners !== 0) tell${spec.name}(t, ${['seq', ...fields.map(local)].join(', ')});
  return seq;
}
function check${spec.name}(${fields.map(writerParameter).join(', ')}): void {
${fields.map((field) => checkOf(spec, kind, field)).join('\n')}
}
function tell${spec.name}(t: Thread, ${['seq: number', ...fields.map(writerParameter)].join(', ')}): void {
  const taker = t.log.takers[${kind}];
  if (taker !== undefined) t.log.publisher.publish(make${spec.name}(${['seq', 't.cause', 't.cpu', ...fields.map(given)].join(', ')}), taker, seq);
}`;
}

/** Name of the reader of a field, or of one of its halves. */
const reader = (spec: EventSpec, value: string): string => `${small(spec.name)}${capital(value)}`;

/** One reader a value. */
export function accessors(spec: EventSpec, { fields }: Layout): string {
  return fields.flatMap((field): (readonly [value: string, type: string, read: string])[] => {
    if (isHalves(field)) return [[`${field.name}Lo`, 'number', at(field.low.word)], [`${field.name}Hi`, 'number', at(field.high!.word)]];
    return [[field.name, typeOf(field), `(${readNumber(field)}) as ${typeOf(field)}`]];
  }).map(([value, type, read]) => `export const ${reader(spec, value)} = (w: Int32Array, at: number): ${type} => ${read};`).join('\n');
}

const reads = (spec: EventSpec, { fields }: Layout): string[] =>
  fields.flatMap((field) => (isHalves(field) ? halves(field) : [field.name]).map((value) => `${reader(spec, value)}(w, at)`));

/** The frozen event, from operands and from a record. */
export const makers = (spec: EventSpec, _kind: number, layout: Layout): string => `\
/** The event, frozen, for its operands; a cause below 0: a root. */
export function make${spec.name}(${['seq: number', 'cause: number', 'cpu: number', ...layout.fields.flatMap(handlerParameters)].join(', ')}): ${spec.name} {
  return Object.freeze({ ${['seq', 'cause: cause < 0 ? null : cause', 'cpu', `type: '${spec.name}'`, ...layout.fields.map(shown)].join(', ')} });
}
const build${spec.name} = (w: Int32Array, at: number, seq: number): ${spec.name} => make${spec.name}(${['seq', 'w[at + 1]!', 'recordCpu(w, at)', ...reads(spec, layout)].join(', ')});`;

/** Hands a record's operands to the handler of its kind. */
export const handling = (spec: EventSpec, kind: number, layout: Layout): string =>
  `const handle${spec.name} = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[${kind}]!(${[`to.states[${kind}]`, ...reads(spec, layout), 'recordCpu(w, at)', 'seq'].join(', ')});`;

/** Hands a record's operands, taken apart once, to a guard, and to a fold if the guard has nothing to say. */
export function following(spec: EventSpec, kind: number, layout: Layout): string {
  const read = [...reads(spec, layout), 'recordCpu(w, at)'];
  const operands = [...read.map((_, nth) => `o${nth}`), 'seq'];
  const call = (table: string): string => `${table}.handlers[${kind}]!(${[`${table}.states[${kind}]`, ...operands].join(', ')})`;
  return `function follow${spec.name}(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const ${read.map((value, nth) => `o${nth} = ${value}`).join(', ')};
  const wrong = ${call('guards')};
  if (wrong === undefined) ${call('folds')};
  return wrong;
}`;
}

/** Part of a field of an event. */
function eventPart(field: Placed, part: 'low' | 'high'): string {
  if (isHalves(field)) return `${wordName(field)}.${part === 'low' ? 'lo' : 'hi'}`;
  return operandPart({ ...field, name: valueOf(field) }, part);
}

/** Local name of a 64-bit value in halves. */
const wordName = ({ name }: Placed): string => `${name}Word`;

/** Local name of the place of a name. */
const placeName = ({ name }: Placed): string => `${name}Place`;

const valueOf = (field: Placed): string => {
  if (listOf(field.type) !== undefined) return placeName(field);
  return field.type === 'bit' ? `Number(e.${field.name})` : `e.${field.name}`;
};

/** The record of an event. */
export const putting = (spec: EventSpec, kind: number, layout: Layout): string => `\
function put${spec.name}(e: ${spec.name}, w: Int32Array, at: number): void {
${layout.fields.filter(isHalves).map((field) => `  const ${wordName(field)} = halvesOf(e, '${field.name}');\n`).join('')}\
${layout.fields.filter(({ type }) => listOf(type) !== undefined).map((field) => `  const ${placeName(field)} = placeIn(${listOf(field.type)!}, e, '${field.name}');\n`).join('')}\
  check${spec.name}(${layout.fields.map((field) => (isHalves(field) ? wordName(field) : `${valueOf(field)} as ${typeOf(field)}`)).join(', ')});
${stores(layout, `headOf(${kind}, e)`, 'causeWord(e)', eventPart).join('\n')}
}`;

/** The fields as data: what each means, and how it is read. */
export function fieldList(spec: EventSpec, { fields }: Layout): string {
  return `[${fields.map((field) => {
    const [lo, hi] = isHalves(field) ? halves(field) : [field.name];
    return `{ name: '${field.name}', type: '${field.type}', read: ${reader(spec, lo!)}${hi === undefined ? '' : `, readHi: ${reader(spec, hi)}`} }`;
  }).join(', ')}]`;
}

/** The handlers an owner has: one for each kind of its records. Facts have no owner; what is made of them is asked, never folded. */
export const handlerTypes = (owner: string): string => `
/** What is made of each kind of record ${owner === 'none' ? 'that changes no state: given are what is asked' : `that changes state of owner \`${owner}\`: given are that state`}, the operands, the CPU that acted, and the record's seq. */
export interface ${owner === 'none' ? 'Fact' : capital(owner)}Handlers<S, R = void> {
${CATALOGUE.filter((spec) => spec.owner === owner).map((spec) =>
  `  /** ${spec.about} */\n  readonly ${spec.name}: (state: S, ${[...layoutOf(spec).fields.flatMap(handlerParameters), 'cpu: CpuId', 'seq: Seq'].join(', ')}) => R;`).join('\n')}
}`;
