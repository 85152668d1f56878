import type { Release } from '@faultline/contracts';
import { holdsIn, type Change } from '@faultline/codec-kit';

/** Flags of a VMA by bit: names of the kernel without VM_. Of a bit with several rows the first that holds counts. @kernel v6.2-rc3 include/linux/mm.h:VM_READ … */
interface Row extends Change {
  readonly bit: number;
  readonly name: string;
  readonly arch?: string;
}
const flag = (bit: number, name: string, more: Omit<Row, 'bit' | 'name'> = {}): Row => ({ bit, name, ...more });
const ROWS: readonly Row[] = [
  flag(0, 'READ'), flag(1, 'WRITE'), flag(2, 'EXEC'), flag(3, 'SHARED'), flag(4, 'MAYREAD'), flag(5, 'MAYWRITE'), flag(6, 'MAYEXEC'), flag(7, 'MAYSHARE'), flag(8, 'GROWSDOWN'),
  flag(9, 'UFFD_MISSING'), flag(10, 'PFNMAP'), flag(11, 'DENYWRITE', { until: [5, 16] }), flag(11, 'MAYBE_GUARD', { since: [6, 19] }), flag(12, 'UFFD_WP'), flag(13, 'LOCKED'), flag(14, 'IO'),
  flag(15, 'SEQ_READ'), flag(16, 'RAND_READ'), flag(17, 'DONTCOPY'), flag(18, 'DONTEXPAND'), flag(19, 'LOCKONFAULT'), flag(20, 'ACCOUNT'), flag(21, 'NORESERVE'), flag(22, 'HUGETLB'),
  flag(23, 'SYNC'), flag(24, 'PAT', { arch: 'x86-64' }), flag(24, 'ARM64_BTI', { arch: 'arm64' }), flag(24, 'ARCH_1'), flag(25, 'WIPEONFORK'), flag(26, 'DONTDUMP'), flag(27, 'SOFTDIRTY'),
  flag(28, 'MIXEDMAP'), flag(29, 'HUGEPAGE'), flag(30, 'NOHUGEPAGE'), flag(31, 'MERGEABLE'),
  flag(32, 'PKEY_BIT0', { arch: 'x86-64' }), flag(33, 'PKEY_BIT1', { arch: 'x86-64' }), flag(34, 'PKEY_BIT2', { arch: 'x86-64' }), flag(35, 'PKEY_BIT3', { arch: 'x86-64' }),
  flag(36, 'MTE', { arch: 'arm64' }), flag(37, 'MTE_ALLOWED', { arch: 'arm64' }), flag(37, 'SHADOW_STACK', { arch: 'x86-64', since: [6, 6] }), flag(37, 'UFFD_MINOR', { until: [6, 6] }), flag(38, 'UFFD_MINOR', { since: [6, 6] }),
  flag(39, 'ALLOW_ANY_UNCACHED', { since: [6, 9] }), flag(40, 'DROPPABLE', { since: [6, 11] }), flag(42, 'SEALED', { since: [6, 17] }), flag(63, 'SEALED', { since: [6, 10], until: [6, 17] }),
];

const WORD = 64;

/** The flags that are set, by name, lowest bit first; a bit without a name by its number. */
export function vmFlagNames(flags: bigint, arch: string | undefined, release: Release | undefined): string[] {
  return Array.from({ length: WORD }, (_, bit) => bit).filter((bit) => (flags >> BigInt(bit)) & 1n)
    .map((bit) => ROWS.find((row) => row.bit === bit && holdsIn(row, release) && (row.arch === undefined || row.arch === arch))?.name ?? `bit ${bit}`);
}
