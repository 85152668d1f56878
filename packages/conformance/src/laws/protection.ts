import { TLB_PKEY_SHIFT, VM_ACCOUNT, VM_MAYWRITE, VM_SOFTDIRTY } from '@faultline/contracts';
import fc from 'fast-check';
import { levelless, once } from '../cases/family';
import { freshLeaf, isNoneRow, isWritableRow, protSlot } from '../cases/mapping';
import { equal, written } from '../cases/slot';
import { rowWords } from '../cases/words';
import { firstOf, same, signed, that, whole } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { rightsThrough } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §4 protection map'): LawText => ({
  name,
  part: 'protection',
  about,
  source,
});
const ROWS = Array.from({ length: 16 }, (_, row) => row);
const OTHER_FLAGS = [0, VM_MAYWRITE, VM_ACCOUNT, VM_SOFTDIRTY] as const;
const rows = levelless(
  () => fc.constantFrom(...ROWS),
  (row) => `row ${row} (${rowWords(row)})`,
);
const keyed = levelless(
  () => fc.record({ row: fc.constantFrom(...ROWS.filter((row) => !isNoneRow(row))), key: fc.nat(15) }),
  ({ row, key }) => `row ${row} (${rowWords(row)}), key ${key}`,
);

export const protectionLaws: readonly Law[] = [
  defineLaw(
    text('the protection map has its sixteen rows', 'Read, write, execute and shared are the index.'),
    once,
    ({ prot }) => same('rows of lo', 16, prot.lo.length) ?? same('rows of hi', 16, prot.hi.length),
  ),
  defineLaw(
    text('pageProt is the row of the VMA flags', 'Only the four low flags choose it, and key 0 adds nothing.'),
    rows,
    (arch, row) => {
      const expected = { lo: arch.prot.lo[row]!, hi: arch.prot.hi[row]! };
      return firstOf(OTHER_FLAGS, (flags) => {
        const came = written((out) => arch.prot.pageProt(row | flags, 0, out));
        return (
          signed(came) ?? that(`the row's value with flags 0x${flags.toString(16)}`, equal(expected, came), `lo ${came.lo}, hi ${came.hi}`)
        );
      });
    },
  ),
  defineLaw(
    text('sharing changes the rows that may be written, and no others', 'A page that nobody may write has no copy to make.'),
    rows,
    (arch, row) =>
      isWritableRow(row | 8)
        ? undefined
        : that('the same value for private and shared', equal(protSlot(arch, row & 7), protSlot(arch, row | 8)), 'two values'),
  ),
  defineLaw(
    text(
      'a row lets user mode in as it says',
      'Reads wherever anything but execution is asked for; fetches where VM_EXEC is; nothing for PROT_NONE.',
    ),
    rows,
    (arch, row) => {
      const entry = freshLeaf(arch, 0, 1, row);
      arch.codec.mkYoung(0, entry);
      const [read, write, fetch] = rightsThrough(arch, 0, entry).accesses;
      const readable = (row & 3) !== 0;
      const open = (row & 7) === 4 && arch.caps.executeOnly;
      return (
        (open ? undefined : same('reads allowed', readable || (row & 4) !== 0, read)) ??
        same('fetches allowed', (row & 4) !== 0, fetch) ??
        (isWritableRow(row) ? undefined : same('stores allowed', false, write))
      );
    },
  ),
  defineLaw(
    {
      ...text(
        'a protection key reaches the translation',
        'The TLB checks the key that the VMA has.',
        'arch-interface §4 pkeys; arch-x86 §3',
      ),
      applies: ({ caps }) => caps.pkeys,
    },
    keyed,
    (arch, { row, key }) => {
      const entry = freshLeaf(arch, 0, 1, row | (key << 4));
      arch.codec.mkYoung(0, entry);
      return same('key', key, (rightsThrough(arch, 0, entry).flags >>> TLB_PKEY_SHIFT) & 15);
    },
  ),
  defineLaw(
    text('the key of execute-only mappings is one of sixteen, and 0 without keys', 'Key 0 means that there is none to give.'),
    once,
    ({ prot, caps }) => whole('execOnlyPkey', prot.execOnlyPkey, 0, caps.pkeys ? 15 : 0),
  ),
];
