import type { Machine } from '@faultline/machine';

/** A call of the machine, with what it was given. */
export type Call = readonly [name: string, ...args: unknown[]];

export interface FakeMachine {
  readonly machine: Machine;
  readonly calls: Call[];
  /** Faults counted for an mm; a test lets them rise. */
  readonly faults: Record<number, { minor: number; major: number }>;
  /** What a call gives back, if not `ok`. */
  readonly answers: Record<string, unknown>;
  /** Called in each operation. */
  during: () => void;
}

const OPERATIONS = ['mmap', 'munmap', 'mprotect', 'mremap', 'madvise', 'mlock', 'munlock', 'access', 'kernelAccess', 'fork', 'exit', 'clearRefs', 'evictAll', 'pin', 'unpin', 'get', 'readGot', 'dropGot', 'poke', 'peek', 'vmRead', 'vmWrite', 'msync', 'createFile', 'fileRead', 'fileWrite', 'fileTruncate', 'filePunch', 'fileSync', 'swapon', 'swapoff', 'swapBreak', 'uffdRegister', 'uffdUnregister', 'uffdWp', 'uffdCopy', 'uffdZero', 'uffdPoison'] as const;
/** The file that the fake gives. */
export const FILE = 3;
/** The hold that the fake gives. */
const HOLD = 5;
const RET = 195;

/** A machine that does nothing but remember what it was asked; each operation is one event of its log. */
export function fakeMachine(huge = 512): FakeMachine {
  const live = new Set<number>();
  const fake = { calls: [] as Call[], faults: {} as FakeMachine['faults'], answers: {} as Record<string, unknown>, during: () => undefined as void };
  const log = { length: 0 };
  const born = (): number => {
    live.add(live.size + 1);
    return live.size;
  };
  const operation = (name: (typeof OPERATIONS)[number]) => (...args: unknown[]): unknown => {
    fake.calls.push([name, ...args]);
    // Nothing is cached that could be dropped.
    if (name !== 'evictAll') log.length++;
    fake.during();
    if (name === 'exit') live.delete(args[0] as number);
    const held = () => ({ errno: 'ok', hold: HOLD });
    const done = () => ({ result: 'ok' });
    const ok = { createFile: () => ({ errno: 'ok', file: FILE }), fileRead: done, pin: held, get: held, readGot: () => ({ result: 'ok', values: [1, 2] }), poke: done, peek: done, vmRead: done, vmWrite: done, fork: () => ({ errno: 'ok', mm: born() }), access: () => ({ result: 'ok' }), kernelAccess: () => ({ result: 'ok' }) } as Readonly<Record<string, (() => unknown) | undefined>>;
    return fake.answers[name] ?? ok[name]?.() ?? 'ok';
  };
  const machine = {
    architecture: { geometry: { entries: [huge], pageShift: 12 }, caps: { retByte: RET } }, log, spawn: born,
    view: { mms: () => [...live], faults: (mm: number) => ({ ...(fake.faults[mm] ?? { minor: 0, major: 0 }) }) },
    ...Object.fromEntries(OPERATIONS.map((name) => [name, operation(name)])),
  };
  return Object.assign(fake, { machine: machine as unknown as Machine });
}
