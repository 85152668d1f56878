import { describe, expect, it } from 'vitest';
import { ACCESS_NAMES, VERDICT_NAMES, WALK_FAULT_NAMES } from '../arch/walk';
import { FLUSH_SCOPES } from '../wires';
import { CATALOGUE, ENUMS, type EnumName, type FieldType } from './catalogue';
import * as generated from './events.gen';
import type { RecordHandler, Recorder } from './recorder';

/** A field's type in parts: `enum:4:folioFor`. */
const partsOf = (type: FieldType): readonly [family: string, bits: number, name: EnumName | undefined] => {
  const [family = '', bits = '0', name] = type.split(':');
  return [family, family === 'bit' ? 1 : Number(bits), name as EnumName | undefined];
};
const SMALL = ['bit', 'bits', 'enum'];
const WORDS: Readonly<Record<string, number>> = { u32: 1, i32: 1, vpn: 2, word: 2 };
const HEADER_WORDS = 2;

describe('the catalogue', () => {
  it('has fewer than 256 kinds: eight bits of the header', () => expect(CATALOGUE.length).toBeLessThan(256));
  it('names each event once', () => expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length));
  it('a generated kind is the place in the list, from 1', () => {
    expect(generated.KIND_NAMES).toEqual(['', ...CATALOGUE.map(({ name }) => name)]);
    const kinds = generated as unknown as Readonly<Record<string, number>>;
    expect(CATALOGUE.map(({ name }) => kinds[`K${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`])).toEqual(CATALOGUE.map((_, at) => at + 1));
  });
});

describe.each(CATALOGUE)('$name', ({ name, owner, about, fields }) => {
  it('is a fact in the past tense', () => expect(name).toMatch(/^([A-Z][a-z0-9]+)*([A-Z][a-z0-9]*ed|Read|Set|Taken|Found)$/));
  it('says in a sentence what happened', () => expect(about).toMatch(/^\S.*\.$/));
  it('has small fields that fit 16 bits', () => {
    expect(fields.reduce((sum, [, type]) => sum + partsOf(type)[1], 0)).toBeLessThanOrEqual(16);
  });
  it('has fields with names of their own, of known types', () => {
    expect(new Set(fields.map(([field]) => field)).size).toBe(fields.length);
    for (const [field, type] of fields) {
      expect(field).toMatch(/^[a-z][A-Za-z]*$/);
      expect(['seq', 'cause', 'cpu', 'type']).not.toContain(field);
      expect([...SMALL, ...Object.keys(WORDS)]).toContain(partsOf(type)[0]);
    }
  });
  it('has a record as wide as its fields', () => {
    expect(generated.RECORD_WIDTH[generated.KIND_NAMES.indexOf(name as generated.EventType)]).toBe(fields.reduce((sum, [, type]) => sum + (WORDS[partsOf(type)[0]] ?? 0), HEADER_WORDS));
  });
  it.each(['least', 'most'] as const)('hands its owner the %s of each field, live and in replay, and is only noted where it changes nothing', (end) => {
    const { operands, live, replayed } = recorded(name, fields.map(([, type]) => valueOf(type, end)));
    expect(live).toEqual(owner === 'none' ? undefined : [owner, ...operands]);
    expect(replayed).toEqual(live);
  });
  it.each(['least', 'most'] as const)('keeps the %s that each field can hold', (end) => {
    const { event } = recorded(name, fields.map(([, type]) => valueOf(type, end)));
    expect(event).toEqual({ seq: 7, cause: 3, cpu: 255, type: name, ...Object.assign({}, ...fields.map(([field, type]) => shownOf(field, type, valueOf(type, end)))) });
    expect(Object.isFrozen(event)).toBe(true);
  });
});

/** Least and most of a field; both halves of a word are given the same. */
function valueOf(type: FieldType, end: 'least' | 'most'): number {
  const [family, bits, name] = partsOf(type);
  if (family === 'u32') return end === 'least' ? 0 : 2 ** 31 - 1;
  if (family === 'i32' || family === 'word') return end === 'least' ? -(2 ** 31) : 2 ** 31 - 1;
  if (end === 'least') return 0;
  if (family === 'vpn') return 2 ** 52;
  return name === undefined ? 2 ** bits - 1 : ENUMS[name].length - 1;
}

/** The same as an event shows it. */
function shownOf(field: string, type: FieldType, value: number): Record<string, unknown> {
  const [family, , name] = partsOf(type);
  if (family === 'word') return { [`${field}Lo`]: value, [`${field}Hi`]: value };
  if (name !== undefined) return { [field]: ENUMS[name][value] };
  return { [field]: family === 'bit' ? value === 1 : value };
}

interface Recorded {
  readonly event: generated.MmEvent;
  /** What the writer was given, and the CPU. */
  readonly operands: readonly number[];
  /** Owner's state and operands that its handler was given when it was recorded, and when the record was read. */
  readonly live: readonly unknown[] | undefined;
  readonly replayed: readonly unknown[] | undefined;
}

/** Records an event through its generated writer, on CPU 255, and builds it again. */
function recorded(name: string, values: readonly number[]): Recorded {
  const spec = CATALOGUE.find((each) => each.name === name)!;
  let given: readonly unknown[] | undefined;
  const handler: RecordHandler = (...all) => void (given = all);
  const recorder: Recorder = {
    words: new Int32Array(32), top: 0, last: 0, length: 7, cpu: 255, cause: 3, listeners: 0, takers: [], roll: () => 0,
    folding: { handlers: new Array<RecordHandler>(256).fill(handler), core: 'core', cpu: 'cpu', gather: 'gather' }, publisher: { publish: () => undefined },
  };
  const operands = spec.fields.flatMap(([, type], at) => (partsOf(type)[0] === 'word' ? [values[at]!, values[at]!] : [values[at]!]));
  (generated as unknown as Readonly<Record<string, (r: Recorder, ...operands: number[]) => number>>)[`rec${name}`]!(recorder, ...operands);
  const live = given;
  given = undefined;
  generated.handleRecord(recorder.folding, recorder.words, 0);
  return { event: generated.buildEvent(recorder.words, 0, 7), operands: [...operands, 255], live, replayed: given };
}

describe('names of small fields', () => {
  it.each(Object.entries(ENUMS))('%s has each name once', (_name, names) => expect(new Set<string>(names).size).toBe(names.length));

  const USES = CATALOGUE.flatMap(({ name, fields }) => fields.map(([field, type]) => [`${name}.${field}`, type] as const)).filter(([, type]) => type.startsWith('enum:'));
  it.each(USES)('%s: %s has room for them all', (_field, type) => {
    const [, bits, name] = partsOf(type);
    expect(ENUMS[name!].length).toBeLessThanOrEqual(2 ** bits);
  });

  it('each enumeration is used', () => {
    expect(Object.keys(ENUMS).filter((name) => !USES.some(([, type]) => partsOf(type)[2] === name))).toEqual([]);
  });

  it('those that have numbers elsewhere have them here', () => {
    expect(ENUMS.access).toEqual(ACCESS_NAMES);
    expect(ENUMS.verdict).toEqual(VERDICT_NAMES);
    expect(ENUMS.walkFault).toEqual(WALK_FAULT_NAMES);
    expect(ENUMS.flushScope).toEqual(FLUSH_SCOPES);
  });
});

it('kind 0 is no event', () => expect(() => generated.buildEvent(new Int32Array(2), 0, 0)).toThrow(RangeError));
