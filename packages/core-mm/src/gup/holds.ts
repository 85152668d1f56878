import {
  BACKING_ANON, BACKING_SHMEM, HOLD_GET, HOLD_PIN, recHoldCreated, recHoldFreed, recPageRetained, recPageReleased, type HoldId, type MmId, type Path, type Pfn, type Place, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import type { Errno, HoldResult } from '../requests';
import type { MmState } from '../state/mm';
import { vmaIndex } from '../state/vma';
import { FOLL_GET, FOLL_LONGTERM, FOLL_PIN, FOLL_REMOTE, FOLL_TOUCH, FOLL_WRITE } from './foll';
import { getUserPages, putUserPages } from './get-user-pages';
import { getUserPagesFast } from './get-user-pages-fast';

const NOTHING = 0;

/** The pages have a holder, which keeps the references of the call. */
function hold(k: Core, kind: Place<'holdKind'>, mm: MmId, pages: readonly Pfn[]): HoldResult {
  const id = k.state.nextHold;
  const { cause } = k.rec;
  k.rec.cause = recHoldCreated(k.rec, kind, id, mm);
  pages.forEach((pfn, index) => void recPageRetained(k.rec, id, index, pfn));
  k.rec.cause = cause;
  return { errno: 'ok', hold: id };
}

/** A device that writes: the pages become the process's own at once. The ring is the process's, and so its protection holds. @kernel v6.2-rc3 io_uring/rsrc.c:io_pin_pages */
const FOR_WRITING = FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE;
/** A device that reads. @kernel v6.2-rc3 drivers/vfio/vfio_iommu_type1.c:vaddr_get_pfns */
const FOR_READING = FOLL_PIN | FOLL_LONGTERM | FOLL_TOUCH | FOLL_REMOTE;

/** A ring takes buffers of anonymous and shared memory only. */
function ringTakes(mm: MmState, start: Vpn, end: Vpn): boolean {
  for (let at = vmaIndex(mm.vmas, start); at < mm.vmas.length && mm.vmas[at]!.start < end; at++) {
    const { backing } = mm.vmas[at]!;
    if (backing !== BACKING_ANON && backing !== BACKING_SHMEM) return false;
  }
  return true;
}

/** A ring's buffer: of memory that it takes, unless it looks at pages alone. */
function* pinForRing(k: Core, mm: MmState, start: Vpn, end: Vpn, pages: Pfn[]): Path<Errno> {
  if (k.profile['ring-pins-fast']) return yield* getUserPagesFast(k, mm, start, end, FOR_WRITING, pages);
  const got = yield* getUserPages(k, { mm, task: mm.id, gup: FOR_WRITING, retry: 'never' }, start, end, pages);
  return got === 'ok' && !ringTakes(mm, start, end) ? 'EOPNOTSUPP' : got;
}

/** Pins pages for a device, all or none. */
export function* pinPages(k: Core, mm: MmState, start: Vpn, end: Vpn, write: boolean): Path<HoldResult> {
  const gup = write ? FOR_WRITING : FOR_READING;
  const pages: Pfn[] = [];
  const errno = write ? yield* pinForRing(k, mm, start, end, pages) : yield* getUserPages(k, { mm, task: mm.id, gup, retry: 'never' }, start, end, pages);
  if (errno === 'ok') return hold(k, HOLD_PIN, mm.id, pages);
  putUserPages(k, pages, gup);
  return { errno, hold: NOTHING };
}

/** References for reading that go into a pipe: as many as there are. @kernel v6.2-rc3 fs/splice.c:vmsplice_to_pipe */
export function* getPages(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<HoldResult> {
  const pages: Pfn[] = [];
  const errno = yield* getUserPagesFast(k, mm, start, end, FOLL_GET, pages);
  return pages.length > 0 ? hold(k, HOLD_GET, mm.id, pages) : { errno, hold: NOTHING };
}

/** The holder gives up its references, and is gone. */
export function releaseHold(k: Core, id: HoldId): void {
  const held = k.state.hold(id);
  const gup = held.kind === HOLD_PIN ? FOLL_PIN : FOLL_GET;
  held.forEach((index, pfn) => {
    const { cause } = k.rec;
    k.rec.cause = recPageReleased(k.rec, id, index, pfn);
    putUserPages(k, [pfn], gup);
    k.rec.cause = cause;
  });
  recHoldFreed(k.rec, id);
}

/** Descriptors are closed after the memory is gone: whatever the process's pipes and devices held. @kernel v6.2-rc3 kernel/exit.c:do_exit */
export function releaseHoldsOf(k: Core, mm: MmId): void {
  for (const { id, mm: owner } of k.state.holds()) if (owner === mm) releaseHold(k, id);
}
