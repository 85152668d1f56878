import type { Brand } from '../numbers';

/**
 * Names of enumerated fields. A record holds a name's place in its list; generated constants name the places (`HOW_CLEAR`), so
 * nobody counts them by hand. Append, never reorder.
 */
export const ENUMS = {
  access: ['read', 'write', 'exec'],
  mode: ['user', 'kernel'],
  tlbLookup: ['miss', 'hit', 'refused', 'clean'],
  verdict: ['table', 'leaf', 'notPresent', 'reserved'],
  walkFault: ['ok', 'notPresent', 'protection', 'accessFlag', 'reserved', 'pkey', 'addressSize', 'noncanonical'],
  evictedBy: ['fault', 'hardware'],
  invalidation: ['page', 'mm'],
  reach: ['self', 'ipi', 'broadcast', 'firmware'],
  signal: ['SIGSEGV', 'SIGBUS', 'EFAULT'],
  sigcode: ['none', 'MAPERR', 'ACCERR', 'PKUERR', 'ADRERR', 'MCEERR_AR'],
  how: ['set', 'clear', 'update', 'hardware'],
  rmapKind: ['anonNew', 'anon', 'file'],
  counter: ['file', 'anon', 'swap', 'shmem', 'locked'],
  folioFor: ['anon', 'copy', 'shmem', 'table', 'zeroPage', 'file', 'swapIn'],
  refWhy: ['map', 'fault', 'gather', 'pagecache', 'fork', 'get', 'pin', 'reclaim', 'swap'],
  folioFlag: [
    'anon', 'exclusive', 'swapBacked', 'uptodate', 'dirty', 'referenced', 'lru', 'active',
    'locked', 'mlocked', 'unevictable', 'reserved', 'table', 'swapCache', 'ksm', 'writeback',
    'readahead',
  ],
  holdKind: ['get', 'pin'],
  accounted: ['none', 'minor', 'major'],
  vmstat: ['PGFAULT', 'PGMAJFAULT', 'PGREUSE', 'COW_KSM'],
  lruList: ['inactiveAnon', 'activeAnon', 'inactiveFile', 'activeFile', 'unevictable'],
  backing: ['anon', 'shmem', 'file', 'hugetlb', 'zero'],
  op: [
    'mmap', 'munmap', 'mprotect', 'mremap', 'madvise', 'fork', 'exit', 'mlock', 'munlock', 'populate',
    'clearRefs', 'pin', 'unpin', 'get', 'readGot', 'dropGot', 'poke', 'peek', 'vmRead', 'vmWrite', 'msync',
    'createFile', 'closeFile', 'fileRead', 'fileWrite', 'fileTruncate', 'filePunch', 'fileSync', 'swapon', 'swapoff',
    'uffdRegister', 'uffdUnregister', 'uffdWp', 'uffdCopy', 'uffdZero', 'uffdPoison',
  ],
  errno: ['ok', 'ENOMEM', 'EINVAL', 'EFAULT', 'EACCES', 'EBUSY', 'EAGAIN', 'EIO', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EEXIST', 'EHWPOISON', 'ENOENT'],
  notifierPhase: ['start', 'end', 'invalidate', 'changePte'],
  notifierKind: ['UNMAP', 'CLEAR', 'PROTECTION_VMA', 'PROTECTION_PAGE', 'SOFT_DIRTY', 'RELEASE', 'MIGRATE', 'EXCLUSIVE'],
  flushScope: ['page', 'range', 'mm', 'pageLocal', 'pageNoWait'],
  flushReason: ['clearFlush', 'accessFlags', 'gather', 'fork', 'move', 'spurious', 'install', 'protect', 'get', 'exit', 'wrprotect', 'attach', 'clearRefs', 'reclaim'],
} as const;
export type EnumName = keyof typeof ENUMS;

/** What a field of an enumeration tells: the begin of its docstring, which then lists the names. */
export const ENUM_ABOUT: { readonly [E in EnumName]: string } = {
  access: 'What the access does',
  mode: 'Who accesses: a program, or the kernel for it',
  tlbLookup: 'What the TLB held; `refused`: a translation without the right, `clean`: one of a page that is not dirty yet, for a write',
  verdict: 'What the walker made of the entry',
  walkFault: 'Why hardware did not allow the access',
  evictedBy: 'What took it out: the fault that it led to, or the hardware, which may at any time',
  invalidation: 'What was dropped: translations of the range, or all of the mm',
  reach: 'How the CPU was reached: it is the one that asked, by an interrupt, by a broadcast instruction, or by firmware',
  signal: 'What the task gets',
  sigcode: 'The `si_code` of the signal, without SEGV_ or BUS_',
  how: 'What wrote the entry; `hardware`: a CPU, setting accessed or dirty',
  rmapKind: 'What was mapped: a new anonymous page, an anonymous page once more, or one of a file',
  counter: 'Which counter; `locked`: pages of locked VMAs (locked_vm)',
  folioFor: 'What the folio is for',
  refWhy: 'What takes or drops the references',
  folioFlag: 'Which flag',
  holdKind: 'What it holds pages by: references of FOLL_GET, or pins of FOLL_PIN',
  accounted: 'How the task was charged: not at all, or with a minor or a major fault',
  vmstat: 'Which counter',
  lruList: 'Which list',
  backing: 'What is mapped',
  op: 'Which system call',
  errno: 'What it returned',
  notifierPhase: 'Which call of mmu_notifier_ops: a range begins or ends, or pages alone',
  notifierKind: 'Why (MMU_NOTIFY_*)',
  flushScope: 'How much: one page, a range, or all of the mm; `pageLocal`: on this CPU alone, `pageNoWait`: nobody waits for it',
  flushReason: 'Which path asked',
};

/** What the constants of an enumeration begin with, where that is not its name: the kernel's word, or a shorter one. */
export const ENUM_PREFIX: { readonly [E in EnumName]?: string } = {
  walkFault: 'WALK', rmapKind: 'RMAP', folioFor: 'FOR', refWhy: 'REF', folioFlag: 'PG', lruList: 'LRU', holdKind: 'HOLD', notifierPhase: 'NOTIFY',
  notifierKind: 'MMU_NOTIFY', flushScope: 'FLUSH', flushReason: 'BY',
};

type Names<E extends EnumName> = (typeof ENUMS)[E];
type Places<T extends readonly unknown[]> = Exclude<Partial<T>['length'], T['length'] | undefined>;

/** A place in an enumeration. Places of one are not taken for those of another. */
export type Place<E extends EnumName> = Brand<Places<Names<E>>, E>;
/** A name of an enumeration. */
export type NameOf<E extends EnumName> = Names<E>[number];

/** The place of a name. */
export const placeOf = <E extends EnumName>(name: E, of: NameOf<E>): Place<E> => (ENUMS[name] as readonly string[]).indexOf(of) as unknown as Place<E>;
