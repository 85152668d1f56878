import * as z from 'zod';
import { MAP, proc, ranged, WRITE, type StepRows } from './row';
import { ADVICE } from './tables';
import { backing, count, flag, name, pages, place, prot } from './values';
import { oneOf, wordOfTable } from './words';

/** Steps that map memory and change mappings. @source scenarios/FORMAT.md */
export const MEMORY = {
  mmap: {
    says: 'Maps memory under a new name.',
    keys: z.strictObject({
      proc,
      as: name.meta({ description: 'Name of the mapping; its pages are NAME+0, NAME+1, …' }),
      pages: pages.meta({ description: 'Length of the mapping.' }),
      prot: prot.meta({ description: 'Protection.' }),
      share: oneOf('private', 'shared').meta({ description: 'Whether writes stay with the process (copy-on-write) or reach whoever maps the same.' }),
      backing: backing.meta({ description: 'What is mapped.' }),
      offset: count.meta({ description: 'First page of the backing.', default: 0 }).optional(),
      align: z.literal('huge').meta({ description: 'A remark to the reader: every mapping begins on a PMD boundary.', takes: 'huge', known: ['huge'] }).optional(),
      skew: count.meta({ description: 'The mapping begins so many pages above that boundary.', default: 0 }).optional(),
      fixed: place.meta({ description: 'Maps over that place (MAP_FIXED); what is observed stays under the old name, and the new one stands for the address.' }).optional(),
      noreserve: flag.meta({ description: 'Memory is not accounted for (MAP_NORESERVE).' }).optional(),
      populate: flag.meta({ description: 'Every page is faulted in at once (MAP_POPULATE).' }).optional(),
      locked: flag.meta({ description: 'The pages are locked (MAP_LOCKED).' }).optional(),
      readonlyFd: flag.meta({ description: 'The descriptor is opened for reading only.' }).optional(),
    }),
    example: [MAP, WRITE],
  },
  munmap: { says: 'Takes the range out of the address space.', keys: z.strictObject(ranged), example: [MAP, WRITE, 'munmap: {proc: A, at: m+0, pages: 2}'] },
  mprotect: {
    says: 'Changes the protection of the range.',
    keys: z.strictObject({ ...ranged, prot: prot.meta({ description: 'The new protection.' }) }),
    example: [MAP, WRITE, 'mprotect: {proc: A, at: m+0, pages: 4, prot: r}'],
  },
  mremap: {
    says: 'Moves or resizes the range.',
    keys: z.strictObject({
      ...ranged,
      newPages: pages.meta({ description: 'Its length afterwards.' }),
      as: name.meta({ description: 'Its name afterwards: a new one if it moves, the old one if it does not.' }),
      mayMove: flag.meta({ description: 'It always moves, to a fresh place (MREMAP_MAYMOVE with MREMAP_FIXED); without, it is resized where it stands.' }).optional(),
      dontUnmap: flag.meta({ description: 'The old range stays, without pages (MREMAP_DONTUNMAP); it moves, too.' }).optional(),
    }),
    example: [MAP, WRITE, 'mremap: {proc: A, at: m+0, pages: 4, newPages: 4, as: n, mayMove: true}', 'read: {proc: A, at: n+0}'],
  },
  madvise: {
    says: 'Tells the kernel what to do with the range.',
    keys: z.strictObject({ ...ranged, advice: wordOfTable(ADVICE).meta({ description: 'What to do.' }) }),
    example: [MAP, WRITE, 'madvise: {proc: A, at: m+0, pages: 4, advice: dontneed}', 'read: {proc: A, at: m+0}'],
  },
  mlock: {
    says: 'Locks the range in memory.',
    keys: z.strictObject({ ...ranged, onfault: flag.meta({ description: 'Pages are locked as they come (MLOCK_ONFAULT).' }).optional() }),
    example: [MAP, 'mlock: {proc: A, at: m+0, pages: 4}'],
  },
  munlock: {
    says: 'Unlocks it.',
    keys: z.strictObject({ ...ranged, onfault: flag.meta({ description: 'munlock takes no notice of it.' }).optional() }),
    example: [MAP, 'mlock: {proc: A, at: m+0, pages: 4}', 'munlock: {proc: A, at: m+0, pages: 4}'],
  },
  msync: {
    says: 'Writes dirty pages of the range to their file (MS_SYNC).',
    keys: z.strictObject(ranged),
    example: ['mmap: {proc: A, as: m, pages: 4, prot: rw, share: shared, backing: "file:data"}', WRITE, 'msync: {proc: A, at: m+0, pages: 4}'],
  },
} as const satisfies StepRows;

/** Steps of processes. @source scenarios/FORMAT.md */
export const PROCESSES = {
  fork: {
    says: 'Makes a child with a copy of the address space; it has its parent\'s mapping names.',
    keys: z.strictObject({ proc, child: name.meta({ description: 'Name of the child, a new one.' }) }),
    example: [MAP, WRITE, 'fork: {proc: A, child: B}', 'write: {proc: B, at: m+0, value: 34}'],
  },
  exit: { says: 'The process ends. A later step of it has the result noProcess and changes nothing.', keys: z.strictObject({ proc }), example: [MAP, WRITE, 'exit: {proc: A}'] },
  softDirtyClear: { says: 'Clears the soft-dirty marks of the process (4 to /proc/PID/clear_refs).', keys: z.strictObject({ proc }), example: [MAP, WRITE, 'softDirtyClear: {proc: A}'] },
  refsClear: { says: 'Clears its access marks (1 to /proc/PID/clear_refs).', keys: z.strictObject({ proc }), example: [MAP, WRITE, 'refsClear: {proc: A}'] },
} as const satisfies StepRows;

