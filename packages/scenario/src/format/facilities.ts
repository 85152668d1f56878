import * as z from 'zod';
import { at, MAP, proc, ranged, WRITE, type StepRows } from './row';
import { byte, count, flag, name, pages } from './values';
import { oneOf } from './words';

const REGISTER = 'uffdRegister: {proc: A, at: m+0, pages: 4, mode: missing}';
const REGISTER_WP = 'uffdRegister: {proc: A, at: m+0, pages: 4, mode: wp}';

/** Steps of userfaultfd. @source scenarios/FORMAT.md */
export const USERFAULT = {
  uffdRegister: {
    says: 'Hands faults of the range to user space. The descriptor has UFFD_FEATURE_SIGBUS: such a fault is a SIGBUS, so nothing ever blocks.',
    keys: z.strictObject({ ...ranged, mode: oneOf('missing', 'wp', 'both').meta({ description: 'Which faults: of pages that are missing, of write-protected ones, or both.' }) }),
    example: [MAP, REGISTER],
  },
  uffdUnregister: { says: 'Takes that back.', keys: z.strictObject(ranged), example: [MAP, REGISTER, 'uffdUnregister: {proc: A, at: m+0, pages: 4}'] },
  uffdWp: { says: 'Write-protects the range, or no longer.', keys: z.strictObject({ ...ranged, on: z.boolean().meta({ description: 'Whether it is protected afterwards.', takes: 'true or false' }) }), example: [MAP, WRITE, REGISTER_WP, 'uffdWp: {proc: A, at: m+0, pages: 1, on: true}'] },
  uffdCopy: {
    says: 'Puts a page there (UFFDIO_COPY) that begins with the byte; the rest is zero.',
    keys: z.strictObject({ proc, at, value: byte.meta({ description: 'The byte.' }), wp: flag.meta({ description: 'The page is write-protected.' }).optional() }),
    example: [MAP, REGISTER, 'uffdCopy: {proc: A, at: m+0, value: 17}'],
  },
  uffdZero: { says: 'Puts zero pages there (UFFDIO_ZEROPAGE).', keys: z.strictObject(ranged), example: [MAP, REGISTER, 'uffdZero: {proc: A, at: m+0, pages: 1}'] },
  uffdPoison: { says: 'Makes every access there a SIGBUS (UFFDIO_POISON, kernels from 6.6 on).', keys: z.strictObject(ranged), example: [MAP, REGISTER, 'uffdPoison: {proc: A, at: m+0, pages: 1}'] },
} as const satisfies StepRows;

/** Steps of the whole machine. @source scenarios/FORMAT.md */
export const MACHINE_STEPS = {
  ksmRun: {
    says: 'Lets the KSM scanner make at least two full passes, then stops it.',
    keys: z.strictObject({}), lacks: 'KSM', machine: '{ksm: true}',
    example: [MAP, WRITE, 'write: {proc: A, at: m+1, value: 17}', 'madvise: {proc: A, at: m+0, pages: 2, advice: mergeable}', 'ksmRun: {}'],
  },
  swapBreak: { says: 'From now on every read and write of the swap device fails.', keys: z.strictObject({}), machine: '{swap: 16}', example: [MAP, WRITE, 'swapBreak: {}'] },
  swapoff: { says: 'Brings all swapped pages back and closes the swap device.', keys: z.strictObject({}), machine: '{swap: 16}', example: [MAP, WRITE, 'swapoff: {}'] },
} as const satisfies StepRows;

const MAP_FILE = 'mmap: {proc: A, as: m, pages: 4, prot: r, share: shared, backing: "file:data"}';
const file = name.meta({ description: 'Name of the file or memfd: NAME of file:NAME or shmem:NAME.' });
const offset = count.meta({ description: 'The page in the file.' });

/** Steps on files and memfds, by their system calls. @source scenarios/FORMAT.md */
export const FILE_STEPS = {
  fileWrite: { says: 'Writes one byte at the start of a page of the file, by write(2).', keys: z.strictObject({ file, offset, value: byte.meta({ description: 'The byte.' }) }), example: [MAP_FILE, 'fileWrite: {file: data, offset: 0, value: 17}'] },
  fileRead: { says: 'Reads it by read(2); its value is recorded.', keys: z.strictObject({ file, offset }), example: [MAP_FILE, 'fileRead: {file: data, offset: 0}'] },
  fileTruncate: { says: 'Gives the file another length.', keys: z.strictObject({ file, pages: count.meta({ description: 'The length.' }) }), example: [MAP_FILE, 'fileTruncate: {file: data, pages: 2}'] },
  filePunch: { says: 'Punches a hole into the file.', keys: z.strictObject({ file, offset: count.meta({ description: 'First page of the hole.' }), pages: pages.meta({ description: 'Length of the hole.' }) }), example: [MAP_FILE, 'filePunch: {file: data, offset: 1, pages: 2}'] },
  fileSync: { says: 'Writes dirty pages of the file back (fsync).', keys: z.strictObject({ file }), example: [MAP_FILE, 'fileSync: {file: data}'] },
} as const satisfies StepRows;
