import type { Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { accessesOf, CODE_NAMES, recordedFaults, reproduce, type FaultState, type RecordedFault } from '../../../tools/arch-lab/fault-codes';
import { recordingsThere, SKIPPED } from '../../../tools/arch-lab/recordings';

const MACHINES: Readonly<Record<string, Architecture>> = {
  'arm64-6.1-a57': arm64({ config: '4k-48+swaf', kernel: '6.1' }),
  'arm64-6.1-max': arm64({ config: '4k-48', kernel: '6.1' }),
  'arm64-6.12-max-lpa2': arm64({ config: '4k-52-lpa2', kernel: '6.12' }),
};

const uffdWp: FaultState['leaf'] = ({ codec }, e) => codec.mkUffdWp(0, e);
/** A contiguous entry is made valid again, PROT_NONE or not (`pagetables/README.md`). */
const contiguous: FaultState['leaf'] = ({ codec }, e) => codec.extra!.mkcont!(0, e);

/** What each recipe left behind its address. */
const STATES: Readonly<Record<string, FaultState>> = {
  unmapped: {}, null: { level: 1 }, 'unmapped-low-1g': { level: 2 },
  'prot-none-unpopulated': { vma: '-' }, 'prot-none-populated': { vma: '-', page: 'written' },
  'tagged-prot-none-populated': { vma: '-', page: 'written' },
  'read-only-unpopulated': { vma: 'r' }, 'read-only-zero-page': { vma: 'r', page: 'read' }, 'read-only-populated': { vma: 'r', page: 'written' },
  'rw-noexec-unpopulated': { vma: 'rw' }, 'rw-noexec-populated': { vma: 'rw', page: 'written' },
  'exec-only-populated': { vma: 'x', page: 'written' }, 'read-exec-populated': { vma: 'rx', page: 'written' },
  'write-only-populated': { vma: 'w', page: 'written' },
  'beyond-end-of-file': { vma: 'rw', bus: true }, 'shared-file-read-only': { vma: 'r', page: 'read' },
  'thp-rw-noexec': { vma: 'rw', level: 1, page: 'written' }, 'thp-read-only': { vma: 'r', level: 1, page: 'written' },
  'thp-prot-none': { vma: '-', level: 1, page: 'written' },
  'hugetlb-64k-read-only': { vma: 'r', page: 'written', leaf: contiguous }, 'hugetlb-64k-prot-none': { vma: '-', page: 'written', leaf: contiguous },
  'hugetlb-2048k-read-only': { vma: 'r', level: 1, page: 'written' }, 'hugetlb-2048k-prot-none': { vma: '-', level: 1, page: 'written' },
  'hugetlb-32768k-read-only': { vma: 'r', level: 1, page: 'written' }, 'hugetlb-32768k-prot-none': { vma: '-', level: 1, page: 'written' },
  'hugetlb-1048576k-read-only': { vma: 'r', level: 2, page: 'written' }, 'hugetlb-1048576k-prot-none': { vma: '-', level: 2, page: 'written' },
  'uffd-sigbus-missing': { vma: 'rw', bus: true }, 'uffd-poison': { vma: 'rw', bus: true }, hwpoison: { vma: 'rw', bus: true },
  'uffd-wp-present': { vma: 'rw', page: 'written', leaf: uffdWp, bus: true },
};
const ADDRESS = /^(kernel:|address:|non-canonical$)/;

/** Level 0 of the architecture, in Linux's numbers. */
const LEVEL_0 = 3;
/** An address that no VMA covers. The program lives below 2^48: of five levels, the first entry of the root is there. */
const missingAt = ({ geometry }: Architecture, address: bigint): FaultState => ({ level: address < 1n << 48n ? LEVEL_0 : geometry.topLevel });

const TAG = 0xffn << 56n;
/** Translation ignores the top byte of a user address; of the kernel's addresses the user is told of a fault at level 0 in any case. */
const untagged = (address: bigint): bigint => (address & (1n << 55n) ? address : address & ~TAG);

/** What the model makes of a recorded access, in the words of the recording. */
function model(row: RecordedFault): Partial<RecordedFault> {
  const arch = MACHINES[row.run]!;
  const address = untagged(BigInt(row.address));
  const siAddr = `0x${address.toString(16)}`;
  const told = (esr: bigint) => ({ esr: `0x${esr.toString(16)}` });
  const vpn = Number(address >> 12n);
  const state = STATES[row.case] ?? missingAt(arch, address);
  const { syndrome, verdict } = accessesOf(row.access).map((access) => reproduce(arch, state, vpn, access, 0))
    .find((came) => came.syndrome !== undefined) ?? {};
  if (syndrome === undefined) return { signal: null };
  return state.bus
    ? { signal: 'SIGBUS', siAddr, syndrome: told(syndrome) }
    : { signal: 'SIGSEGV', codeName: CODE_NAMES[verdict!], siAddr, syndrome: told(syndrome) };
}

const rows = recordedFaults('arm64');
describe.skipIf(!recordingsThere)(`what ${rows.length} recorded accesses were told${SKIPPED}`, () => {
  it('every run and every case is known', () => {
    expect([...new Set(rows.map(({ run }) => run))]).toEqual(Object.keys(MACHINES));
    expect(rows.filter(({ case: name }) => !Object.hasOwn(STATES, name) && !ADDRESS.test(name))).toEqual([]);
    expect(Object.keys(STATES).filter((name) => !rows.some((row) => row.case === name))).toEqual([]);
    expect(rows).toHaveLength(331);
  });

  it.each(rows)('$run: $case, $access at $address', (row) => expect(row).toMatchObject(model(row)));
});
