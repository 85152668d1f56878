import { describe, expect, it } from 'vitest';
import type { BranchTaken, EntrySet } from './events.gen';
import { plainEvent } from './plain-event';

const head = { seq: 7, cause: null, cpu: 1 } as const;

describe('an event for JSON', () => {
  it('has 64-bit values with all their digits, and everything else as it is', () => {
    const event: EntrySet = { ...head, type: 'EntrySet', level: 0, how: 'set', index: 5, mm: 1, table: 0x802, vpn: 2 ** 52, new: 2n ** 64n - 1n, old: 0n };
    expect(JSON.parse(JSON.stringify(plainEvent(event)))).toEqual({ ...event, new: '0xffffffffffffffff', old: '0x0000000000000000' });
  });
  it('names the rule, as the event does', () => {
    const event: BranchTaken = { ...head, type: 'BranchTaken', rule: 'do_wp_page/copy', arg: 5 };
    expect(plainEvent(event)).toEqual(event);
  });
});
