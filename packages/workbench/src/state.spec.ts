import { EMPTY_STATE, type PlainState } from '@faultline/projections/reference';
import type { MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { chooseArchitecture } from './architectures';
import { renderPlainState } from './state';
import { PLAIN } from './testing/plain';

const { architecture } = chooseArchitecture('x86-64', '6.2');
const render = (state: PlainState, at?: MmEvent): string => renderPlainState(state, { event: at }, architecture, PLAIN);

const STATE: PlainState = {
  ...EMPTY_STATE,
  mms: {
    1: {
      parent: 0, topLevel: 3, root: 0x202, minor: 2, major: 1, tableBytes: 16384, fragment: 0, flushPending: 0, flushOwed: false, attached: [0], cpuMask: [0], hasPinned: true, counters: { anon: 1 },
      vmas: [{ start: 0x100000, end: 0x100004, vmFlags: 0x73, pkey: 0, backing: 'anon', pgoff: 0, object: 0, anonVma: 5, prot: '0x8000000000000025' }, { start: 0x200000, end: 0x200001, vmFlags: 0xfb, pkey: 0, backing: 'anon', pgoff: 0, object: 9, anonVma: 0, prot: '0x8000000000000025' }],
    },
  },
  tables: { 514: 3, 516: 0 }, entries: { '514:0': '0x0000000000103067', '516:0': '0x8000000000105867', '516:3': '0x8000000000106025' },
  frames: { 261: { refs: 1, mapcount: 1, heldBy: {}, value: 17, order: 0, flags: ['anon', 'exclusive'], mlocks: 2, mapping: 5, index: 0x100000, slot: 0 }, 262: { refs: 2, mapcount: 0, heldBy: { path: 2 }, value: 0, order: 0, flags: [], mlocks: 0, mapping: 0, index: 0, slot: 0 } },
  pageCache: { '9:0': 263 }, holds: { 1: { kind: 'pin', mm: 1, pages: { 0: 261, 1: 262 } } }, tlb: { '0:12': '1/0x100000/0x105/31' },
};

describe('the state after an event', () => {
  it('has address spaces, tables with their entries, frames, page cache and TLBs', () => {
    expect(render(STATE, { seq: 41, cause: 40, cpu: 0, type: 'FolioFreed', order: 0, pfn: 0x105 } as MmEvent)).toBe([
      'x86-64:l4, kernel 6.2, after event 41: FolioFreed order=0 pfn=0x105',
      'mm 1',
      '  root table 0x202, 16384 bytes of tables, faults 2+1, anon 1',
      '  vma 0x100000-0x100004 flags 0x73 prot 0x8000000000000025 anon_vma 5',
      '  vma 0x200000-0x200001 flags 0xfb prot 0x8000000000000025 object 9',
      'tables (number in 2 KiB units)',
      '  0x202 p4d', '    [0] 0x0000000000103067',
      '  0x204 pte', '    [0] 0x8000000000105867', '    [3] 0x8000000000106025',
      'frames', '  0x105 refs 1 mapped 1 locked 2 value 17 anon exclusive', '  0x106 refs 2 mapped 0 value 0',
      'page cache (object:page, frame)', '  9:0 263', 'references that outlive their call', '  1 pin of mm 1, frames 0x105 0x106',
      'TLB (cpu:slot, mm/page/frame/flags)', '  0:12 1/0x100000/0x105/31', '',
    ].join('\n'));
  });

  it('of which there is nothing is a head alone', () => expect(render(EMPTY_STATE)).toBe('x86-64:l4, kernel 6.2, before any event\n'));

  it('a table of number 51 has no entry of number 516', () => {
    expect(render({ ...EMPTY_STATE, tables: { 51: 0 }, entries: { '516:0': '0x1' } })).toBe('x86-64:l4, kernel 6.2, before any event\ntables (number in 2 KiB units)\n  0x33 pte\n');
  });
});
