import { isSince, type Since } from '@faultline/codec-kit';
import type { RuleFacts } from '../document';
import type { Context } from './context';
import type { Entry } from './entries';

const NEW_PRINTER: Since = [6, 18];
const PFNMAP = 0x400n;
const MIXEDMAP = 0x10000000n;

const isNewer = ({ taken, draft }: Context): boolean => (taken === undefined ? draft.since !== undefined && draft.since[0] === 6 && draft.since[1] >= NEW_PRINTER[1] : isSince(taken, NEW_PRINTER));

/** May the VMA map frames without a page of their own? undefined: its flags are not printed. */
export const mapsFrames = ({ draft: { vma } }: Context): boolean | undefined => (vma === undefined ? undefined : (vma.flags & (PFNMAP | MIXEDMAP)) !== 0n);

/** Is it special in a VMA that has no such entries? */
export const isSpecialInAnon = (entry: Entry, context: Context): boolean =>
  entry.reading.valid && context.evidence.special(entry.level, entry.reading.raw) && mapsFrames(context) === false;

const isFrameBeyond = ({ reading: { physical, valid, illegal } }: Entry): boolean => valid && physical !== undefined && illegal !== undefined && /beyond any memory/.test(illegal);
const SWAPPED = ['swap', 'migration', 'device', 'marker', 'hwpoison', 'swapin-error'];

/** Which check printed a page-table entry. */
function mapCheck(entry: Entry | undefined, context: Context): Pick<RuleFacts, 'check' | 'holds'> {
  const { draft } = context;
  if (entry === undefined) return { check: 'vm_normal_page', holds: null };
  const { kind } = entry.reading;
  if (SWAPPED.includes(kind)) return { check: 'free_swap_and_cache: the swap entry is refused (mm/swapfile.c:swap_info_get)', holds: draft.swaps.length > 0 ? true : null };
  if (draft.page?.mapcount !== undefined) return { check: 'page_mapcount below zero, after vm_normal_page took it for a normal page', holds: draft.page.mapcount < 0 };
  if (kind === 'none') return { check: 'vm_normal_page', holds: false };
  if (isSpecialInAnon(entry, context)) return { check: 'vm_normal_page: pte_special in a VMA without VM_PFNMAP or VM_MIXEDMAP', holds: true };
  const beyond = isFrameBeyond(entry) || (entry.reading.physical ?? 0n) >> BigInt(HIGHEST_MEMORY) !== 0n;
  return { check: 'vm_normal_page: the frame is above the highest of the memory map (highest_memmap_pfn)', holds: beyond ? true : null };
}
/** No machine has more memory; its memory map ends below. */
const HIGHEST_MEMORY = 47;

function tableCheck(entry: Entry | undefined, { draft, evidence }: Context): RuleFacts {
  const level = draft.bad?.level ?? 'pmd';
  const holds = entry === undefined ? null : evidence.bad(entry.level, entry.reading.raw);
  return { printer: `mm/pgtable-generic.c:${level}_clear_bad`, check: `${level}_bad (asked by ${level}_none_or_clear_bad)`, holds };
}

const PRINTERS: Readonly<Record<string, string>> = {
  'x86-64': 'arch/x86/mm/fault.c:show_fault_oops', arm64: 'arch/arm64/mm/fault.c:die_kernel_fault', s390: 'arch/s390/mm/fault.c:dump_fault_info', riscv: 'arch/riscv/mm/fault.c:die_kernel_fault',
};

/** The kernel refuses accesses to user pages outside the routines that are made for them. */
function userAccess({ draft, maker, half, evidence }: Context): RuleFacts | undefined {
  if (maker.name !== 'arm64' || !/outside uaccess/i.test(draft.message ?? '') || draft.code === undefined) return undefined;
  const { reason, mode } = evidence.fault({ code: draft.code });
  return { printer: 'arch/arm64/mm/fault.c:do_page_fault', check: 'is_el1_permission_fault on a user address, at an instruction without an exception-table entry', holds: reason === 'permission' && mode === 'kernel' && half === 'user' };
}

/** What printed the report, and what it had checked. */
export function ruleOf(entries: readonly Entry[], context: Context): RuleFacts {
  const { draft, maker } = context;
  const last = entries.at(-1);
  switch (draft.kind) {
    case 'bad-page-map': return { printer: `mm/memory.c:${isNewer(context) ? 'print_bad_page_map' : 'print_bad_pte'}`, ...mapCheck(last, context) };
    case 'bad-table-entry': return tableCheck(last, context);
    case 'bad-swap': return { printer: `mm/swapfile.c:${draft.swaps[0]?.function ?? ''}`, check: draft.swaps[0]?.what ?? '', holds: null };
    case 'bad-rss': return { printer: 'kernel/fork.c:check_mm', check: 'every counter of a dying address space is zero', holds: draft.counters.some(({ value }) => value !== 0) };
    case 'bad-page-state': return { printer: 'mm/page_alloc.c:bad_page', check: draft.page?.reason ?? 'free_pages_check, check_new_page', holds: pageHolds(context) };
    case 'walk': return { printer: 'none of Linux: a walk that another program printed', check: 'none', holds: null };
    default: return userAccess(context) ?? { printer: draft.printer ?? PRINTERS[maker.name] ?? '', check: 'none by the kernel: the CPU refused the access', holds: null };
  }
}

/** Do the printed numbers fail the check that the reason names? */
function pageHolds({ draft: { page } }: Context): boolean | null {
  if (page?.reason === undefined) return null;
  if (/nonzero mapcount/i.test(page.reason) && page.mapcount !== undefined) return page.mapcount !== 0;
  if (/nonzero _?(?:ref)?count/i.test(page.reason) && page.refcount !== undefined) return page.refcount !== 0;
  return null;
}
