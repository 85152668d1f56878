import type { Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { accessesOf, CODE_NAMES, recordedFaults, reproduce, type FaultState, type RecordedFault } from '../../../tools/arch-lab/fault-codes';
import { recordingsThere, SKIPPED } from '../../../tools/arch-lab/recordings';

const MACHINES: Readonly<Record<string, Architecture>> = {
  's390x-6.1': s390({ config: '3level', kernel: '6.1' }),
  's390x-6.12': s390({ config: '3level', kernel: '6.12' }),
  's390x-6.12-edat': s390({ config: '3level+edat', kernel: '6.12' }),
};

/** What each recipe left behind its address. Huge pages only with enhanced DAT. */
const statesOf = (huge: 0 | 1): Readonly<Record<string, FaultState>> => ({
  unmapped: {}, null: { level: 1 }, 'unmapped-low-1g': { level: 1 },
  'prot-none-unpopulated': { vma: '-' }, 'prot-none-populated': { vma: '-', page: 'written' },
  'read-only-unpopulated': { vma: 'r' }, 'read-only-zero-page': { vma: 'r', page: 'read' }, 'read-only-populated': { vma: 'r', page: 'written' },
  'rw-noexec-unpopulated': { vma: 'rw' }, 'rw-noexec-populated': { vma: 'rw', page: 'written' },
  'exec-only-populated': { vma: 'x', page: 'written' }, 'read-exec-populated': { vma: 'rx', page: 'written' },
  'write-only-populated': { vma: 'w', page: 'written' },
  'beyond-end-of-file': { vma: 'rw', bus: true }, 'shared-file-read-only': { vma: 'r', page: 'read' },
  'thp-rw-noexec': { vma: 'rw', level: huge, page: 'written' }, 'thp-read-only': { vma: 'r', level: huge, page: 'written' },
  'thp-prot-none': { vma: '-', level: huge, page: 'written' },
  'hugetlb-1024k-read-only': { vma: 'r', level: huge, page: 'written' }, 'hugetlb-1024k-prot-none': { vma: '-', level: huge, page: 'written' },
  'uffd-sigbus-missing': { vma: 'rw', bus: true }, 'uffd-poison': { vma: 'rw', bus: true },
});
/** Addresses that no VMA covers. Those within range lie in the first and the last 2 GiB of it, where the program's own segment tables are. */
const ADDRESS = /^(kernel:|address:)/;

const hex = (raw: bigint): string => `0x${raw.toString(16)}`;

/**
 * The identification as the user's handler finds it: page address and low bits. Of a fetch that was refused 6.12 stores
 * the address anew and leaves the low bits 0 (`pagetables/README.md`).
 */
function identification(row: RecordedFault, low: bigint, code: bigint): string {
  const pageOf = BigInt(row.address) & ~0xfffn;
  const rewritten = row.run.startsWith('s390x-6.12') && code === 0x4n && row.access === 'execute';
  return hex(pageOf | (rewritten ? 0n : low));
}

/** What the model makes of a recorded access, in the words of the recording. */
function model(row: RecordedFault): Partial<RecordedFault> {
  const arch = MACHINES[row.run]!;
  const address = BigInt(row.address);
  const state = statesOf(row.run.endsWith('edat') ? 1 : 0)[row.case] ?? { level: 1 };
  const { syndrome, verdict } = accessesOf(row.access).map((access) => reproduce(arch, state, Number(address >> 12n), access, 0))
    .find((came) => came.syndrome !== undefined) ?? {};
  if (syndrome === undefined) return { signal: null };
  const code = syndrome >> 32n;
  const told = { interruptionCode: hex(code), translationExceptionIdentification: identification(row, syndrome & 0xfffn, code) };
  const siAddr = hex(address & ~0xfffn);
  return state.bus ? { signal: 'SIGBUS', siAddr, syndrome: told } : { signal: 'SIGSEGV', codeName: CODE_NAMES[verdict!], siAddr, syndrome: told };
}

const rows = recordedFaults('s390x');
describe.skipIf(!recordingsThere)(`what ${rows.length} recorded accesses were told${SKIPPED}`, () => {
  it('every run and every case is known', () => {
    const states = statesOf(1);
    expect([...new Set(rows.map(({ run }) => run))]).toEqual(Object.keys(MACHINES));
    expect(rows.filter(({ case: name }) => !Object.hasOwn(states, name) && !ADDRESS.test(name))).toEqual([]);
    expect(Object.keys(states).filter((name) => !rows.some((row) => row.case === name))).toEqual([]);
    expect(rows).toHaveLength(270);
  });

  it.each(rows)('$run: $case, $access at $address', (row) => expect(row).toMatchObject(model(row)));
});
