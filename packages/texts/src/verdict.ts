/** Verdicts on a kernel's report, as a headline. */
const VERDICTS: Readonly<Record<string, string>> = {
  overwritten: 'overwritten memory', 'near-legal': 'near to a legal entry', legal: 'a legal entry, a false alarm', 'entry-explains': 'the entry explains it',
  'tables-permit': 'the tables permit the access: something else refused it', 'program-error': 'the program\'s own error: the tables are sound', 'not-enough': 'not enough evidence',
};

/** Reasons, each as a clause. */
const REASONS: Readonly<Record<string, string>> = {
  'reserved-bit': 'a bit is set that the CPU reserves', 'read-only': 'the entry does not let the access write', 'no-exec': 'the entry forbids execution', 'no-read': 'the entry does not let the access read',
  'kernel-page': 'the page belongs to the kernel', 'not-present': 'nothing is mapped there for hardware', rights: 'the rights of the mapping do not allow it',
  pan: 'PAN keeps the kernel from pages of users: the kernel touched user memory outside its user-access routines (a missing copy_from_user or copy_to_user), which is no table problem',
  smap: 'SMAP keeps the kernel from pages of users: the kernel touched user memory outside its user-access routines (a missing copy_from_user or copy_to_user), which is no table problem',
  sum: 'SUM is clear, which keeps the kernel from pages of users: it touched user memory outside its user-access routines', smep: 'SMEP keeps the kernel from executing pages of users', pkey: 'a protection key refuses it',
  'low-address-protection': 'low-address protection refused the store, whatever the tables say: a control-register bit protects addresses 0-511 and 4096-4607, and the entry need not explain it',
  'address-size': 'the fault is one of the size of an address, and not of rights',
  'stray-marks': 'an empty entry with an accessed or dirty bit: a known erratum of one family of CPUs sets them, and kernels before 4.8 took such an entry for one of swap', register: 'it is in none of the printed entries, whose addresses all fit: it was raised by the base register (TTBR) or a level-0 descriptor: the printed root is what memory says, not what the register held; a hardware error is a fair guess, too',
  'level-permits': 'the entry at the level that the CPU names lets it through', 'stale-translation': 'if a fault was reported there, a stale translation (a missing TLB invalidation) explains it',
  'other-root': 'or the CPU walked from another root than the one printed', ownership: 'the ownership check (RMP, granule protection) refused it: the page belongs to a guest or another world; nothing is wrong in the page tables',
  'asce-range': 'the address is beyond the range of the tables that the designation (ASCE) gives', 'special-in-anon': 'the entry is special, and no entry of anonymous memory is (but of the zero page)',
  'special-in-file': 'the entry is special, and the mapping is none of frames', marker: 'it is a marker, no place in swap: a reader that does not know markers took it for one', 'device-private': 'it is memory of a device, as long as the table of swap types is the one assumed',
  'device-exclusive': 'a device has the page for itself', migration: 'it is an entry of a page being moved, as long as the table of swap types is the one assumed', hwpoison: 'the page is marked as failed memory', 'huge-leaf': 'it is a huge page, and a check for tables was asked of it',
  text: 'it holds text, not an entry', poison: 'it holds poison: memory that was freed or never set', 'all-ones': 'all bits are set: what a bus gives that nobody answers', repeated: 'one byte is repeated', 'too-many-bits': 'too many bits are set that no entry has there', 'bare-address': 'an address was written over the entry, or it lost its flags, which is likelier than an entry', 'kernel-pointer': 'a pointer of the kernel stands in place of an entry',
  'small-bytes': 'every byte is small and near to the others: samples or pixel data, written there by a device or a stray pointer', 'swap-mismatch': 'the swap value printed is not that of the entry: it changed between two reads',
  'no-such-swap-file': 'there is no such swap file, or no such place in it', 'numa-hint': 'PROT_NONE: of a NUMA hint, or of a mapping without access', 'known-erratum': 'hardware checks reserved bits of present entries only, so a reserved bit without a present page contradicts itself: a known erratum of older CPUs sets it, and nothing in the tables is damaged',
  'kernel-entry-invalidated': 'the kernel took the page out of use (set_memory_np, a poisoned or freed page)', 'bit-flip': 'a bit is flipped: memory that lost a bit, or a stray store', 'null-pointer': 'a null pointer, used with a small offset or none',
  'unprinted-context': 'what the CPU had switched on is not printed, and it takes it', 'changed-since': 'what is printed is not what was refused: it changed in between', 'mapcount-below-zero': 'the page was unmapped once more than it was mapped (its mapcount fell below zero)',
  'not-special': 'the entry lacks the special mark that such a mapping has', 'no-architecture': 'no line tells the architecture', 'non-canonical': 'the address is none that can be translated', other: 'the fault is none of translation or rights',
};

/** The headline of a verdict. */
export const verdictText = (verdict: string): string => VERDICTS[verdict] ?? verdict;
/** A reason in words. */
export const reasonText = (because: string): string => REASONS[because] ?? because;

/** Contradictions within what the CPU said. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'rsvd-without-present': 'a reserved bit is reported for a page that is not present: hardware checks reserved bits of present entries only', 'fetch-address-not-ip': 'the address that was fetched is not where the instruction pointer stood',
  'code-cut-to-16-bits': 'the Oops line shows 16 bits of the code only: the error_code line counts', 'oops-code-differs': 'the Oops line has another code', 'teid-bit-61-clear': 'TEID bit 61 is clear: the rest of the identification is not reliable',
  'access-differs': 'words and code name another access', 'mode-differs': 'words and code name another mode', 'wnr-differs': 'WnR and the syndrome differ', 'fetch-and-write': 'an instruction fetch that writes', 'key-without-present': 'a protection key refused a page that is not present',
  'fetch-with-key': 'protection keys do not apply to fetches',
};
/** A contradiction in words. */
export const contradictionText = (name: string): string => CONTRADICTIONS[name] ?? name;
