import {
  ACCESS_READ, ACCESS_WRITE, BACKING_SHMEM, lockStep, PG_READAHEAD, PG_UPTODATE, recFileAccessed, recObjectResized, recStorageSet, REF_FAULT, stepPoint, unlockStep, type Byte, type Path, type Pfn, type Pgoff,
} from '@faultline/contracts';
import { getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import { markPageAccessed } from '../lru';
import { ZERO_PFN } from '../state/core-state';
import { F_VALUE, hasFlag } from '../state/frames';
import { NO_PAGE, type ObjectState } from '../state/objects';
import { folioLock } from './folio-lock';
import { addToPageCache, readFolio } from './page-cache';
import { asyncReadahead, readAhead } from './readahead';
import { shmemGetFolio } from './shmem';
import { SHMEM_LOST } from './shmem-swap';

/** Nothing was read: the place lies beyond the end. */
export const END_OF_FILE = -1;
/** Nothing was read: no memory. */
export const NO_MEMORY = -2;

/** Nothing was read or written: the device failed. */
export const IO_ERROR = -3;

/** A read or write of one byte asks for the one page. */
const ONE_PAGE = 1;

/** A page that read(2) copies from, with a reference; 0: out of memory. @kernel v6.2-rc3 mm/filemap.c:filemap_get_pages */
function pageToRead(k: Core, object: ObjectState, index: Pgoff): Pfn {
  const cached = object.get(index);
  if (cached === NO_PAGE) readAhead(k, object, index, ONE_PAGE, false);
  else if (hasFlag(k.state.frames, cached, PG_READAHEAD)) asyncReadahead(k, object, index, cached, ONE_PAGE);
  const found = object.get(index);
  if (found === NO_PAGE) return addedAndRead(k, object, index);
  getPage(k, found, REF_FAULT);
  return found;
}

function addedAndRead(k: Core, object: ObjectState, index: Pgoff): Pfn {
  const added = addToPageCache(k, object, index);
  if (added !== 0) readFolio(k, object, index, added);
  return added;
}

/** The byte, which is the page's; it is marked as used. Whoever maps the page may write to it meanwhile. */
function* readFrom(k: Core, object: ObjectState, index: Pgoff, pfn: Pfn, marks: boolean): Path<number> {
  yield stepPoint('filemap_read: page found', { pfn });
  if (marks) markPageAccessed(k, pfn);
  const value = k.state.frames.get(pfn, F_VALUE);
  recFileAccessed(k.rec, ACCESS_READ, value, object.id, index, pfn);
  return value;
}

/** A page that is read twice in a row is used once. @kernel v6.2-rc3 mm/filemap.c:filemap_read */
function* filemapRead(k: Core, object: ObjectState, index: Pgoff): Path<number> {
  const pfn = pageToRead(k, object, index);
  if (pfn === 0) return NO_MEMORY;
  const value = yield* readFrom(k, object, index, pfn, object.lastRead !== index);
  putPage(k, pfn, REF_FAULT);
  return value;
}

/** A hole reads as zeros and stays one. @kernel v6.2-rc3 mm/shmem.c:shmem_file_read_iter */
function* shmemRead(k: Core, object: ObjectState, index: Pgoff): Path<number> {
  if (object.get(index) === NO_PAGE && object.slotAt(index) === 0) return yield* readFrom(k, object, index, ZERO_PFN, false);
  const { cause } = k.rec;
  const { pfn } = yield* shmemGetFolio(k, object, index);
  k.rec.cause = cause;
  if (pfn <= 0) return pfn === SHMEM_LOST ? IO_ERROR : NO_MEMORY;
  const value = yield* readFrom(k, object, index, pfn, true);
  putPage(k, pfn, REF_FAULT);
  return value;
}

/** read(2) of the first byte of a page: the byte, `END_OF_FILE` or `NO_MEMORY`. */
export function* readFile(k: Core, object: ObjectState, index: Pgoff): Path<number> {
  if (index >= object.pages) return END_OF_FILE;
  return object.backing === BACKING_SHMEM ? yield* shmemRead(k, object, index) : yield* filemapRead(k, object, index);
}

/** Shared memory takes a write for a use of the page. @kernel v6.2-rc3 mm/shmem.c:shmem_get_folio_gfp */
function* shmemPageToWrite(k: Core, object: ObjectState, index: Pgoff): Path<number> {
  const { pfn } = yield* shmemGetFolio(k, object, index);
  if (pfn <= 0) return pfn === SHMEM_LOST ? IO_ERROR : NO_MEMORY;
  markPageAccessed(k, pfn);
  return pfn;
}

/** The page that write(2) copies to, with a reference, up to date: one byte is written, and the rest has to be there. Else `NO_MEMORY`, `IO_ERROR`. @kernel v6.2-rc3 mm/filemap.c:generic_perform_write */
function* pageToWrite(k: Core, object: ObjectState, index: Pgoff): Path<number> {
  return object.backing === BACKING_SHMEM ? yield* shmemPageToWrite(k, object, index) : filePageToWrite(k, object, index);
}

function filePageToWrite(k: Core, object: ObjectState, index: Pgoff): number {
  const cached = object.get(index);
  const pfn = cached === NO_PAGE ? addToPageCache(k, object, index) : cached;
  if (pfn !== 0 && cached !== NO_PAGE) getPage(k, pfn, REF_FAULT);
  if (pfn !== 0 && !hasFlag(k.state.frames, pfn, PG_UPTODATE)) readFolio(k, object, index, pfn);
  return pfn === 0 ? NO_MEMORY : pfn;
}

/** write(2) of the first byte of a page: 0, `NO_MEMORY` or `IO_ERROR`. A write beyond the end makes the file longer. */
export function* writeFile(k: Core, object: ObjectState, index: Pgoff, value: Byte): Path<number> {
  const { cause } = k.rec;
  const pfn = yield* pageToWrite(k, object, index);
  if (pfn < 0) return pfn;
  k.rec.cause = cause;
  yield lockStep(folioLock(pfn));
  recFileAccessed(k.rec, ACCESS_WRITE, value, object.id, index, pfn);
  if (index >= object.pages) recObjectResized(k.rec, object.id, index + 1);
  setPageDirty(k, pfn);
  yield unlockStep(folioLock(pfn));
  putPage(k, pfn, REF_FAULT);
  return 0;
}

/** What a new file has on storage: the first byte of each page; the rest is zero. */
export function storeContent(k: Core, object: ObjectState, content: readonly Byte[]): void {
  content.forEach((value, index) => void (value !== 0 && recStorageSet(k.rec, value, object.id, index)));
}

function readIn(k: Core, object: ObjectState, index: Pgoff): boolean {
  const pfn = addedAndRead(k, object, index);
  if (pfn !== 0) putPage(k, pfn, REF_FAULT);
  return pfn !== 0;
}

/** Brings all pages into the cache: those of a file from storage, those of shared memory as write(2) puts them there. False: no memory. */
export function* fillCache(k: Core, object: ObjectState, content: readonly Byte[]): Path<boolean> {
  const { cause } = k.rec;
  for (let index = 0; index < object.pages; index++) {
    const filled = object.backing === BACKING_SHMEM ? (yield* writeFile(k, object, index, content[index] ?? 0)) === 0 : readIn(k, object, index);
    if (!filled) return false;
    k.rec.cause = cause;
  }
  return true;
}
