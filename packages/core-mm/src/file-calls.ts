import { BACKING_FILE, BACKING_SHMEM, stepPoint, type Byte, type ObjectId, type Pages, type Path, type Pgoff } from '@faultline/contracts';
import { checkByte, checkFilePage, checkFileRange, checkFileRequest } from './arguments';
import { fillCache, IO_ERROR, NO_MEMORY, readFile, storeContent, writeFile } from './backing/file-io';
import { closeObject, createObject, openObject } from './backing/objects';
import { punchHole, setSize } from './backing/truncate';
import { writeBack } from './backing/write-back';
import { CoreError } from './errors';
import { GupCalls } from './gup-calls';
import type { ByteResult, Errno, FileRequest, FileResult } from './requests';
import type { ObjectState } from './state/objects';

const errnoOf = (outcome: number): Errno => (outcome === NO_MEMORY ? 'ENOMEM' : outcome === IO_ERROR ? 'EIO' : 'ok');

/** The calls on files and shared memory by descriptors. No process of the model makes them. */
export class FileCalls extends GupCalls {
  /** @throws CoreError `no-such-file` */
  protected file(id: ObjectId): ObjectState {
    const { state } = this.k;
    if (state.hasObject(id) && state.object(id).open > 0) return state.object(id);
    throw new CoreError('no-such-file', `there is no open file ${String(id)}`, 'pass what createFile returned, and close it once');
  }

  /** A file, or a memfd, with a descriptor open. */
  *createFile(request: FileRequest): Path<FileResult> {
    checkFileRequest(request);
    const { backing, pages, content = [], cached = false } = request;
    const entered = this.enterFile('createFile', 0, 0, pages);
    const object = createObject(this.k, backing === 'file' ? BACKING_FILE : BACKING_SHMEM, pages);
    openObject(this.k, object.id);
    if (backing === 'file') storeContent(this.k, object, content);
    const filled = !cached || (yield* fillCache(this.k, object, content));
    if (!filled) closeObject(this.k, object.id);
    return { errno: this.leaveFile('createFile', entered, filled ? 'ok' : 'ENOMEM'), file: filled ? object.id : 0 };
  }

  /** Closes the descriptor: the file goes with the last mapping. */
  *closeFile(id: ObjectId): Path<Errno> {
    const { id: object } = this.file(id);
    const entered = this.enterFile('closeFile', object, 0, 0);
    yield stepPoint('close: descriptor to be dropped', {});
    closeObject(this.k, object);
    return this.leaveFile('closeFile', entered, 'ok');
  }

  /** Reads the first byte of a page; without a value beyond the end. @kernel v6.2-rc3 mm/filemap.c:generic_file_read_iter */
  *fileRead(id: ObjectId, index: Pgoff): Path<ByteResult> {
    checkFilePage(index);
    const object = this.file(id);
    const entered = this.enterFile('fileRead', id, index, 1);
    const byte = yield* readFile(this.k, object, index);
    const result = this.leaveFile('fileRead', entered, errnoOf(byte));
    return byte >= 0 ? { result, value: byte } : { result };
  }

  /** Writes the first byte of a page; beyond the end the file becomes longer. @kernel v6.2-rc3 mm/filemap.c:generic_file_write_iter */
  *fileWrite(id: ObjectId, index: Pgoff, value: Byte): Path<Errno> {
    checkFilePage(index);
    checkByte('value', value);
    const object = this.file(id);
    const entered = this.enterFile('fileWrite', id, index, 1);
    const written = yield* writeFile(this.k, object, index, value);
    return this.leaveFile('fileWrite', entered, errnoOf(written));
  }

  /** Gives the file another length. @kernel v6.2-rc3 fs/open.c:do_truncate */
  *fileTruncate(id: ObjectId, pages: Pages): Path<Errno> {
    checkFileRange(0, pages);
    const object = this.file(id);
    const entered = this.enterFile('fileTruncate', id, 0, pages);
    yield* setSize(this.k, object, pages);
    return this.leaveFile('fileTruncate', entered, 'ok');
  }

  /** Punches a hole (FALLOC_FL_PUNCH_HOLE): the pages are zeros. @kernel v6.2-rc3 fs/open.c:vfs_fallocate */
  *filePunch(id: ObjectId, index: Pgoff, pages: Pages): Path<Errno> {
    checkFileRange(index, pages);
    const object = this.file(id);
    const entered = this.enterFile('filePunch', id, index, pages);
    if (pages > 0) yield* punchHole(this.k, object, index, index + pages);
    return this.leaveFile('filePunch', entered, pages > 0 ? 'ok' : 'EINVAL');
  }

  /** Writes dirty pages back (fsync). @kernel v6.2-rc3 fs/sync.c:vfs_fsync_range */
  *fileSync(id: ObjectId): Path<Errno> {
    const object = this.file(id);
    const entered = this.enterFile('fileSync', id, 0, object.pages);
    const end: number = object.pages;
    yield* writeBack(this.k, object, 0, end);
    return this.leaveFile('fileSync', entered, 'ok');
  }
}
