import { ACCESS_READ, ACCESS_WRITE, recAccessCompleted, stepPoint, type Access, type MmId, type Path, type Pfn, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import { F_VALUE } from '../state/frames';
import type { MmState } from '../state/mm';
import { FOLL_FORCE, FOLL_GET, FOLL_PIN, FOLL_REMOTE, FOLL_TOUCH, FOLL_WRITE } from './foll';
import { getUserPages, putUserPages } from './get-user-pages';

/** One byte of another process's memory. */
export interface RemoteAccess {
  /** Whose memory it is. */
  readonly mm: MmState;
  readonly vpn: Vpn;
  /** Who reaches into it. */
  readonly task: MmId;
  readonly access: Access;
  /** For a write. */
  readonly value: number;
}

/** As a debugger does, through /proc/PID/mem: protection does not hinder it. @kernel v6.2-rc3 mm/memory.c:__access_remote_vm */
export const BY_FORCE = FOLL_GET | FOLL_FORCE;
/** As process_vm_readv and process_vm_writev do: a short pin, and protection holds. @kernel v6.2-rc3 mm/process_vm_access.c:process_vm_rw_single_vec */
export const BY_PIN = FOLL_PIN;

/** The byte read or written; -1: the page cannot be had. The page is dirty before it is let go, or the write could be lost. */
export function* accessRemote(k: Core, { mm, vpn, task, access, value }: RemoteAccess, way: number): Path<number> {
  const write = access === ACCESS_WRITE;
  const gup = way | FOLL_TOUCH | FOLL_REMOTE | (write ? FOLL_WRITE : 0);
  const pages: Pfn[] = [];
  const errno = yield* getUserPages(k, { mm, task, gup, retry: way === BY_PIN ? 'again' : 'never' }, vpn, vpn + 1, pages);
  if (errno !== 'ok') return -1;
  const pfn = pages[0]!;
  yield stepPoint('access_remote_vm: page found', { pfn });
  const byte = write ? value : k.state.frames.get(pfn, F_VALUE);
  recAccessCompleted(k.rec, write ? ACCESS_WRITE : ACCESS_READ, byte, pfn);
  if (write) setPageDirty(k, pfn);
  putUserPages(k, pages, gup);
  return byte;
}
