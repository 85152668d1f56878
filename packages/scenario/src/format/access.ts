import * as z from 'zod';
import { at, MAP, proc, ranged, WRITE, type StepRows } from './row';
import { byte, name } from './values';
import { oneOf } from './words';

const value = byte.meta({ description: 'The byte.' });
const target = name.meta({ description: 'The process whose memory it is.' });
const grip = name.meta({ description: 'Name of the pin or reference; pins and references share their names.' });

/** Steps that touch one page. @source scenarios/FORMAT.md */
export const ACCESS = {
  write: {
    says: 'Stores one byte at the start of the page.',
    keys: z.strictObject({
      proc, at,
      value: z.union([byte, z.literal('ret')]).meta({
        description: "The byte; ret stores the architecture's return instruction, whole, in one store.",
        takes: 'a byte, 0 to 255, or ret', known: ['ret'],
      }),
    }),
    example: [MAP, WRITE],
  },
  read: { says: 'Loads that byte; its value is recorded.', keys: z.strictObject({ proc, at }), example: [MAP, 'read: {proc: A, at: m+0}'] },
  exec: {
    says: 'Calls the instruction at the start of the page: ret, or a page that cannot be executed.',
    keys: z.strictObject({ proc, at }),
    example: [MAP.replace('rw', 'rwx'), 'write: {proc: A, at: m+0, value: ret}', 'exec: {proc: A, at: m+0}'],
  },
  kernelRead: { says: 'The kernel loads the byte for the process (write(2) of it to a pipe); its value is recorded.', keys: z.strictObject({ proc, at }), example: [MAP, 'kernelRead: {proc: A, at: m+0}'] },
  kernelWrite: { says: 'The kernel stores the byte for the process (read(2) from a pipe).', keys: z.strictObject({ proc, at, value }), example: [MAP, 'kernelWrite: {proc: A, at: m+0, value: 17}'] },
} as const satisfies StepRows;

const PAIR = [MAP, WRITE, 'fork: {proc: A, child: B}'] as const;

/** Steps on the memory of another process. @source scenarios/FORMAT.md */
export const OTHER_PROCESS = {
  poke: { says: 'Stores one byte through /proc/PID/mem, as a debugger does: protection does not hinder it.', keys: z.strictObject({ proc, target, at, value }), example: [...PAIR, 'poke: {proc: A, target: B, at: m+0, value: 34}'] },
  peek: { says: 'Loads the byte so; its value is recorded.', keys: z.strictObject({ proc, target, at }), example: [...PAIR, 'peek: {proc: A, target: B, at: m+0}'] },
  vmRead: { says: 'Loads the byte by process_vm_readv: a short-term pin, and protection holds; its value is recorded.', keys: z.strictObject({ proc, target, at }), example: [...PAIR, 'vmRead: {proc: A, target: B, at: m+0}'] },
  vmWrite: { says: 'Stores the byte by process_vm_writev.', keys: z.strictObject({ proc, target, at, value }), example: [...PAIR, 'vmWrite: {proc: A, target: B, at: m+0, value: 34}'] },
} as const satisfies StepRows;

const PIN = 'pin: {proc: A, at: m+0, pages: 1, as: p, mode: write}';
const GET = 'get: {proc: A, at: m+0, pages: 1, as: g}';

/** Steps that hold pages. @source scenarios/FORMAT.md */
export const HOLDING = {
  pin: {
    says: 'Pins the pages of the range for long, for a device.',
    keys: z.strictObject({
      ...ranged, as: grip,
      mode: oneOf('write', 'read').meta({ description: 'write: an io_uring buffer (FOLL_WRITE and FOLL_LONGTERM); read: a VFIO DMA map without write permission (FOLL_LONGTERM).' }),
    }),
    example: [MAP, WRITE, PIN],
  },
  unpin: { says: 'Drops the pin.', keys: z.strictObject({ proc, as: grip }), example: [MAP, WRITE, PIN, 'unpin: {proc: A, as: p}'] },
  get: { says: 'Takes a reference for reading that outlives later steps (vmsplice into a pipe, FOLL_GET).', keys: z.strictObject({ ...ranged, as: grip }), example: [MAP, WRITE, GET] },
  readGot: { says: 'Reads the first byte of each page through the reference, which stays; the values are recorded.', keys: z.strictObject({ proc, as: grip }), example: [MAP, WRITE, GET, 'readGot: {proc: A, as: g}'] },
  dropGot: { says: 'Drops the reference.', keys: z.strictObject({ proc, as: grip }), example: [MAP, WRITE, GET, 'dropGot: {proc: A, as: g}'] },
} as const satisfies StepRows;
