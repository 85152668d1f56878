import type { Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { accessesOf, CODE_NAMES, recordedFaults, reproduce, type FaultState, type RecordedFault } from '../../../tools/arch-lab/fault-codes';
import { mmOf } from '../../../tools/arch-lab/lab';
import { recordingsThere, SKIPPED } from '../../../tools/arch-lab/recordings';

const MACHINES: Readonly<Record<string, Architecture>> = {
  'x86_64-6.1': x86_64({ config: 'l4', kernel: '6.1' }),
  'x86_64-6.1-pti': x86_64({ config: 'l4', kernel: '6.1' }),
  'x86_64-6.12-la57': x86_64({ config: 'l5', kernel: '6.12' }),
};
/** Key 1 is the kernel's for execute-only memory; 2 shut, 3 read-only. */
const PKRU = 0b10_01_01_00;

const uffdWp: FaultState['leaf'] = ({ codec }, e) => {
  codec.mkUffdWp(0, e);
  codec.wrProtect(0, e);
};

/** What each recipe left behind its address. */
const STATES: Readonly<Record<string, FaultState>> = {
  unmapped: {}, null: { level: 1 }, 'unmapped-low-1g': { level: 2 },
  'prot-none-unpopulated': { vma: '-' }, 'prot-none-populated': { vma: '-', page: 'written' },
  'read-only-unpopulated': { vma: 'r' }, 'read-only-zero-page': { vma: 'r', page: 'read' }, 'read-only-populated': { vma: 'r', page: 'written' },
  'rw-noexec-unpopulated': { vma: 'rw' }, 'rw-noexec-populated': { vma: 'rw', page: 'written' },
  'exec-only-populated': { vma: 'x', pkey: 1, page: 'written' }, 'read-exec-populated': { vma: 'rx', page: 'written' },
  'write-only-populated': { vma: 'w', page: 'written' },
  'beyond-end-of-file': { vma: 'rw', bus: true }, 'shared-file-read-only': { vma: 'r', page: 'read' },
  'thp-rw-noexec': { vma: 'rw', level: 1, page: 'written' }, 'thp-read-only': { vma: 'r', level: 1, page: 'written' },
  'thp-prot-none': { vma: '-', level: 1, page: 'written' },
  'hugetlb-2048k-read-only': { vma: 'r', level: 1, page: 'written' }, 'hugetlb-2048k-prot-none': { vma: '-', level: 1, page: 'written' },
  'hugetlb-1048576k-read-only': { vma: 'r', level: 2, page: 'written' }, 'hugetlb-1048576k-prot-none': { vma: '-', level: 2, page: 'written' },
  'uffd-sigbus-missing': { vma: 'rw', bus: true }, 'uffd-poison': { vma: 'rw', bus: true }, hwpoison: { vma: 'rw', bus: true },
  'uffd-wp-present': { vma: 'rw', page: 'written', leaf: uffdWp, bus: true },
  'pkey-access-disabled': { vma: 'rw', pkey: 2, page: 'written' }, 'pkey-access-disabled-unpopulated': { vma: 'rw', pkey: 2 },
  'pkey-write-disabled': { vma: 'rw', pkey: 3, page: 'written' },
};
/** Addresses that no VMA covers: nothing stands in the root. */
const ADDRESS = /^(kernel:|address:|vsyscall-page$|kernel-top$|non-canonical$)/;

const stateOf = ({ case: name }: RecordedFault, { geometry }: Architecture): FaultState => STATES[name] ?? { level: geometry.topLevel };

/** Of addresses beyond its own the user is told that they are present. @kernel v6.2-rc3 arch/x86/mm/fault.c:sanitize_error_code */
const sanitized = (code: bigint, vpn: number, { geometry }: Architecture): bigint =>
  code | (vpn >= geometry.userLimit(mmOf()) ? 1n : 0n);

/** What the model makes of a recorded access, in the words of the recording. */
function model(row: RecordedFault): Partial<RecordedFault> {
  const arch = MACHINES[row.run]!;
  const vpn = Number(BigInt(row.address) >> 12n);
  const state = stateOf(row, arch);
  const { syndrome, verdict } = accessesOf(row.access).map((access) => reproduce(arch, state, vpn, access, PKRU))
    .find((came) => came.syndrome !== undefined) ?? {};
  if (syndrome === undefined) return { signal: null };
  if (syndrome >> 32n !== 0n) return { signal: 'SIGSEGV', codeName: 'SI_KERNEL', siAddr: '0x0', syndrome: { trapNumber: Number(syndrome >> 32n) & 0xff, errorCode: '0x0' } };
  const code = { trapNumber: 14, errorCode: `0x${sanitized(syndrome, vpn, arch).toString(16)}`, cr2: row.address };
  return state.bus
    ? { signal: 'SIGBUS', siAddr: row.address, syndrome: code }
    : { signal: 'SIGSEGV', codeName: CODE_NAMES[verdict!], siAddr: row.address, syndrome: code };
}

const rows = recordedFaults('x86_64');
describe.skipIf(!recordingsThere)(`what ${rows.length} recorded accesses were told${SKIPPED}`, () => {
  it('every run and every case is known', () => {
    expect([...new Set(rows.map(({ run }) => run))]).toEqual(Object.keys(MACHINES));
    expect(rows.filter(({ case: name }) => !Object.hasOwn(STATES, name) && !ADDRESS.test(name))).toEqual([]);
    expect(Object.keys(STATES).filter((name) => !rows.some((row) => row.case === name))).toEqual([]);
    expect(rows).toHaveLength(365);
  });

  it('an address is canonical exactly if the trap was a page fault', () => {
    const traps = rows.filter(({ signal }) => signal !== null);
    expect(traps.filter(({ run, address, syndrome }) =>
      (MACHINES[run]!.geometry.isCanonical(BigInt(address)) === 'ok') !== (syndrome!.trapNumber === 14))).toEqual([]);
  });

  it.each(rows)('$run: $case, $access at $address', (row) => expect(row).toMatchObject(model(row)));
});
