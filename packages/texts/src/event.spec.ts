import { buildEvent, CATALOGUE, RECORD_FIELDS, type MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { eventText } from './event';

const base = { seq: 3, cause: 1, cpu: 0 } as const;

describe('an event in one line', () => {
  it.each([
    ['page, frame and table numbers in hexadecimal', { ...base, type: 'TlbEvicted', by: 'fault', slot: 12, mm: 1, vpn: 0x100010 }, 'TlbEvicted by=fault slot=12 mm=1 vpn=0x100010'],
    ['a 64-bit value with all its digits', { ...base, type: 'EntrySet', level: 0, how: 'set', index: 511, mm: 1, table: 0x802, vpn: 0x1ff, new: 0x80000000ffffffffn, old: 0n },
      'EntrySet level=0 how=set index=511 mm=1 table=0x802 vpn=0x1ff new=0x80000000ffffffff old=0x0000000000000000'],
    ['a page of an object in hexadecimal, an entry of a table not', { ...base, type: 'RmapAdded', kind: 'file', exclusive: false, pfn: 0x105, object: 12, index: 12 }, 'RmapAdded kind=file exclusive=false pfn=0x105 object=12 index=0xc'],
    ['bits as they are', { ...base, type: 'FolioFlagged', flag: 'dirty', on: true, pfn: 0x105 }, 'FolioFlagged flag=dirty on=true pfn=0x105'],
    ['a rule by its id', { ...base, type: 'BranchTaken', rule: 'do_wp_page/copy', arg: 0x105 }, 'BranchTaken rule=do_wp_page/copy arg=261'],
    ['a rule that is not known by its number', { ...base, type: 'BranchTaken', rule: 65535, arg: 0 }, 'BranchTaken rule=65535 arg=0'],
    ['no field', { ...base, type: 'GatherEscalated', gather: 2 }, 'GatherEscalated gather=2'],
  ])('%s', (_what, event, text) => expect(eventText(event as unknown as MmEvent)).toBe(text));

  it.each(CATALOGUE.map((spec, at) => ({ ...spec, kind: at + 1 })))('$name tells each field once, and none of those that every event has', ({ name, kind, fields }) => {
    const words = new Int32Array(32);
    words[0] = kind;
    const [type, ...parts] = eventText(buildEvent(words, 0, 0)).split(' ');
    expect([type, ...parts.map((part) => part.split('=')[0])]).toEqual([name, ...Object.keys(fields)]);
    for (const [at, { readHi }] of RECORD_FIELDS[kind]!.entries()) if (readHi !== undefined) expect(parts[at]).toMatch(/=0x[0-9a-f]{16}$/);
  });
});
