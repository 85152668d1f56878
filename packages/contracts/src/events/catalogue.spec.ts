import { describe, expect, it } from 'vitest';
import { CATALOGUE } from './catalogue';
import { ENUMS, type EnumName } from './enums';
import type { RecordError } from './record-error';
import * as generated from './events.gen';
import { isIdentity, meaningOf, namesOf, type FieldInfo } from './fields';
import { MEANINGS } from './meanings';
import { wordOf } from '../numbers';
import type { RecordHandler, Recorder, Thread } from './recorder';

/** Types whose sentence says it all, whatever the field is called. */
const MEANT = ['delta'];
const fieldsOf = (name: string): readonly FieldInfo[] => generated.RECORD_FIELDS[generated.KIND_NAMES.indexOf(name as generated.EventType)]!;
const isHalves = ({ readHi }: FieldInfo): boolean => readHi !== undefined;

describe('the catalogue', () => {
  it('has fewer than 256 kinds: eight bits of the header', () => expect(CATALOGUE.length).toBeLessThan(256));
  it('names each event once', () => expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length));
  it('a generated kind is the place in the list, from 1', () => {
    expect(generated.KIND_NAMES).toEqual(['', ...CATALOGUE.map(({ name }) => name)]);
    const kinds = generated as unknown as Readonly<Record<string, number>>;
    expect(CATALOGUE.map(({ name }) => kinds[`K${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`])).toEqual(CATALOGUE.map((_, at) => at + 1));
  });
  it('has no record wider than 16 words', () => expect(generated.WIDEST_RECORD).toBeLessThanOrEqual(16));
});

describe.each(CATALOGUE)('$name', ({ name, owner, about, fields, says = {} }) => {
  it('is a fact in the past tense', () => expect(name).toMatch(/^([A-Z][a-z0-9]+)*([A-Z][a-z0-9]*ed|Read|Sent|Set|Taken|Found)$/));
  it('says in a sentence what happened', () => expect(about).toMatch(/^\S.*\.$/));
  it('has a sentence for each field that its type alone does not explain, and for no other', () => {
    const obscure = Object.entries(fields).filter(([field, type]) => type === 'bit' || (!type.startsWith('enum:') && !MEANT.includes(type) && field !== type)).map(([field]) => field);
    expect(obscure.filter((field) => !Object.hasOwn(says, field))).toEqual([]);
    for (const [field, sentence] of Object.entries(says)) expect([Object.hasOwn(fields, field), sentence]).toEqual([true, expect.stringMatching(/^[A-Z].*\.$/)]);
  });
  it('has fields with names of their own', () => {
    for (const field of Object.keys(fields)) {
      expect(field).toMatch(/^[a-z][A-Za-z]*$/);
      expect(['seq', 'cause', 'cpu', 'type']).not.toContain(field);
    }
  });
  it('has its fields as data, in the same order', () => expect(fieldsOf(name).map((field) => [field.name, field.type])).toEqual(Object.entries(fields)));

  it.each(['least', 'most'] as const)('hands its owner the %s of each field, live and in replay, and is only noted where it changes nothing', (end) => {
    const { operands, live, replayed } = recorded(name, fieldsOf(name).map((field) => valueOf(field, end)));
    expect(live).toEqual(owner === 'none' ? undefined : [owner, ...operands]);
    expect(replayed).toEqual([owner, ...operands]);
  });
  it.each(['least', 'most'] as const)('keeps the %s that each field can hold', (end) => {
    const { event } = recorded(name, fieldsOf(name).map((field) => valueOf(field, end)));
    expect(event).toEqual({ seq: 7, cause: 3, cpu: 255, type: name, ...Object.assign({}, ...fieldsOf(name).map((field) => shownOf(field, valueOf(field, end)))) });
    expect(event).toSatisfy(Object.isFrozen);
  });
  it.each(['least', 'most'] as const)('is told live as it is read from the log, with the %s of each field', (end) => {
    const { event, told } = recorded(name, fieldsOf(name).map((field) => valueOf(field, end)));
    expect(told).toEqual(event);
  });
  it.each(['least', 'most'] as const)('has the same record, made of its event, with the %s of each field', (end) => {
    const { event, words } = recorded(name, fieldsOf(name).map((field) => valueOf(field, end)));
    const again = new Int32Array(words.length);
    generated.toRecord(event, again, 0);
    expect(again).toEqual(words);
  });
  it('keeps each field apart from the others', () => {
    const list = fieldsOf(name);
    list.forEach((one, at) => {
      const { event } = recorded(name, list.map((field, i) => valueOf(field, i === at ? 'most' : 'least')));
      expect(event).toMatchObject(shownOf(one, valueOf(one, 'most')));
      list.forEach((field, i) => i === at || expect(event).toMatchObject(shownOf(field, valueOf(field, 'least'))));
    });
  });
  it.each([['below', -1], ['above', 1], ['between whole numbers', 0.5]] as const)('refuses a value %s what a field can hold', (_, by) => {
    const list = fieldsOf(name);
    for (const [at, field] of list.entries()) {
      if (isHalves(field)) continue;
      const values = list.map((each) => valueOf(each, 'least'));
      values[at] = by === 1 ? valueOf(field, 'most') + 1 : valueOf(field, 'least') + by;
      expect(() => recorded(name, values)).toThrow(expect.objectContaining({ code: 'out-of-range', type: name, field: field.name }) as RecordError);
    }
  });
});

/** Least and most of a field; both halves of a word are given the same. */
function valueOf(field: FieldInfo, end: 'least' | 'most'): number {
  if (isHalves(field)) return end === 'least' ? -(2 ** 31) : 2 ** 31 - 1;
  const meaning = meaningOf(field);
  if (meaning?.signed) return end === 'least' ? -(2 ** 31) : 2 ** 31 - 1;
  if (end === 'least') return 0;
  if (meaning !== undefined && namesOf(field) === undefined) return meaning.max ?? 2 ** meaning.bits - 1;
  return (namesOf(field)?.length ?? 2) - 1;
}

/** The same as an event shows it. */
function shownOf(field: FieldInfo, value: number): Record<string, unknown> {
  const { name, type } = field;
  if (isHalves(field)) return { [name]: wordOf(value, value) };
  const names = namesOf(field);
  if (names !== undefined) return { [name]: names[value] };
  return { [name]: type === 'bit' ? value === 1 : value };
}

interface Recorded {
  /** Built from the log, and as those who listened were told. */
  readonly event: generated.MmEvent;
  readonly told: generated.MmEvent | undefined;
  readonly words: Int32Array;
  /** What the writer was given, the CPU and the seq; both halves of a word. */
  readonly operands: readonly number[];
  /** Owner's state and operands that its handler was given when it was recorded, and when the record was read. */
  readonly live: readonly unknown[] | undefined;
  readonly replayed: readonly unknown[] | undefined;
}

/** Records an event through its generated writer, on CPU 255, and builds it again. */
function recorded(name: string, values: readonly number[]): Recorded {
  let given: readonly unknown[] | undefined;
  let told: generated.MmEvent | undefined;
  const handler: RecordHandler = (...all) => void (given = all);
  const recorder: Recorder = {
    checked: true, words: new Int32Array(32), top: 0, last: 0, length: 7, listeners: 1, takers: new Array(256).fill(() => undefined), roll: () => 0,
    handlers: new Array<RecordHandler>(256).fill(handler), states: [undefined, ...CATALOGUE.map(({ owner }) => owner)],
    publisher: { publish: (event) => void (told = event) },
  };
  const fields = fieldsOf(name);
  const operands = fields.map((field, at) => (isHalves(field) ? { lo: values[at]!, hi: values[at]! } : values[at]!));
  (generated as unknown as Readonly<Record<string, (t: Thread, ...operands: unknown[]) => number>>)[`rec${name}`]!({ log: recorder, cpu: 255, cause: 3 }, ...operands);
  const live = given;
  given = undefined;
  generated.handleRecord(recorder, recorder.words, 0, 7);
  const flat = fields.flatMap((field, at) => (isHalves(field) ? [values[at]!, values[at]!] : [values[at]!]));
  return { event: generated.buildEvent(recorder.words, 0, 7), told, words: recorder.words, operands: [...flat, 255, 7], live, replayed: given };
}

describe('names of enumerated fields', () => {
  it.each(Object.entries(ENUMS))('%s has each name once', (_name, names) => expect(new Set<string>(names).size).toBe(names.length));
  it.each(Object.keys(ENUMS) as EnumName[])('%s: every name has a constant of its place', async (name) => {
    const places = Object.values((await import('./places.gen')) as Readonly<Record<string, number>>);
    expect(places.length).toBe(Object.values(ENUMS).reduce((sum, names) => sum + names.length, 0));
    expect(places.filter((place) => place === ENUMS[name].length - 1).length).toBeGreaterThan(0);
  });
});

describe('room for what is to come', () => {
  it('holds 64 CPUs, folios of 2 GiB, 64 page flags and flags of a VMA beyond 32 bits', () => {
    const { event } = recorded('FolioAllocated', [19, 0, 1]);
    expect(event).toMatchObject({ order: 19, cpu: 255 });
    expect(recorded('VmaFound', [2 ** 37 + 2 ** 31 + 3, 0, 1]).event).toMatchObject({ vmFlags: 2 ** 37 + 2 ** 31 + 3 });
  });
});

describe('what was damaged', () => {
  it('an event without a field is refused by the name of the field', () =>
    expect(() => generated.toRecord({ seq: 0, cause: null, cpu: 0, type: 'LruAdded', list: 'activeAnon' } as unknown as generated.MmEvent, new Int32Array(16), 0))
      .toThrow(expect.objectContaining({ code: 'out-of-range', field: 'pfn' }) as RecordError));
  it('a kind that there is none of', () =>
    expect(() => generated.buildEvent(Int32Array.of(255), 0, 0)).toThrow(expect.objectContaining({ code: 'unknown-kind' }) as RecordError));
  it.each([['cpu', { cpu: 256 }], ['cause', { cause: 5 }]])('%s out of range', (field, wrong) =>
    expect(() => generated.toRecord({ seq: 5, cause: null, cpu: 0, type: 'FolioFreed', order: 0, pfn: 1, ...wrong } as generated.MmEvent, new Int32Array(16), 0))
      .toThrow(expect.objectContaining({ code: 'out-of-range', field }) as RecordError));
});

describe('meanings', () => {
  it.each(Object.entries(MEANINGS))('%s has bits for its most', (_name, meaning: (typeof MEANINGS)[keyof typeof MEANINGS] & { max?: number }) => {
    expect(meaning.bits).toBeGreaterThan(0);
    expect(meaning.max ?? 0).toBeLessThan(2 ** meaning.bits);
  });
  it('identities are what a renaming of frames, tables, address spaces or events would change', () =>
    expect(generated.RECORD_FIELDS.flat().filter(isIdentity).map(({ type }) => type).filter((type, at, all) => all.indexOf(type) === at).sort())
      .toEqual(['anonVma', 'gather', 'hold', 'mm', 'object', 'pfn', 'rmap', 'seq', 'swapSlot', 'table']));
});
