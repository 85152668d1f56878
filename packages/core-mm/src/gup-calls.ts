import { ACCESS_READ, ACCESS_WRITE, HOLD_GET, HOLD_PIN, recAccessCompleted, type Access, type Byte, type HoldId, type MmId, type Pages, type Path, type Place, type Vpn } from '@faultline/contracts';
import { checkByte, checkMode, checkPage, checkRange } from './arguments';
import type { CallName } from './call-frame';
import { SwapCalls } from './swap-calls';
import { CoreError } from './errors';
import { accessRemote, BY_FORCE, BY_PIN } from './gup/access-remote';
import { getPages, pinPages, releaseHold } from './gup/holds';
import type { ByteResult, BytesResult, Errno, HoldResult, PinMode } from './requests';
import { F_VALUE } from './state/frames';
import type { HoldState } from './state/holds';

const NO_VALUE = 0;

/** The calls that hold pages, or reach into another process's memory. */
export class GupCalls extends SwapCalls {
  /** @throws CoreError `no-such-hold` for none, another process's, or one of another kind */
  private hold(mm: MmId, id: HoldId, kind: Place<'holdKind'>): HoldState {
    const { state } = this.k;
    if (state.hasHold(id) && state.hold(id).mm === mm && state.hold(id).kind === kind) return state.hold(id);
    throw new CoreError('no-such-hold', `address space ${mm} has no ${kind === HOLD_PIN ? 'pin' : 'reference'} ${id}`, `pass the hold that ${kind === HOLD_PIN ? 'pin' : 'get'} returned, and release it once`);
  }

  /** Pins pages for a device that writes them, or reads them. @kernel v6.2-rc3 mm/gup.c:pin_user_pages */
  *pin(id: MmId, vpn: Vpn, pages: Pages, mode: PinMode): Path<HoldResult> {
    checkRange(vpn, pages);
    checkMode(mode);
    const mm = this.mm(id);
    const entered = yield* this.enter('pin', mm, vpn, pages);
    const held: HoldResult = pages === 0 ? { errno: 'EINVAL', hold: 0 } : yield* pinPages(this.k, mm, vpn, vpn + pages, mode === 'write');
    return { ...held, errno: this.leave('pin', mm, entered, held.errno) };
  }

  *unpin(id: MmId, hold: HoldId): Path<Errno> {
    return yield* this.release('unpin', id, this.hold(id, hold, HOLD_PIN));
  }

  /** References for reading that a pipe keeps. @kernel v6.2-rc3 fs/splice.c:vmsplice_to_pipe */
  *get(id: MmId, vpn: Vpn, pages: Pages): Path<HoldResult> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('get', mm, vpn, pages);
    const held = yield* getPages(this.k, mm, vpn, vpn + pages);
    return { ...held, errno: this.leave('get', mm, entered, held.errno) };
  }

  /** What the first byte of each page is now, by the references that the pipe keeps. */
  *readGot(id: MmId, hold: HoldId): Path<BytesResult> {
    const { pages } = this.hold(id, hold, HOLD_GET);
    const mm = this.mm(id);
    const entered = yield* this.enter('readGot', mm, 0, 0, hold);
    const values = pages.map((pfn) => this.k.state.frames.get(pfn, F_VALUE));
    pages.forEach((pfn, at) => void recAccessCompleted(this.k.rec, ACCESS_READ, values[at]!, pfn));
    return { result: this.leave('readGot', mm, entered, 'ok'), values };
  }

  *dropGot(id: MmId, hold: HoldId): Path<Errno> {
    return yield* this.release('dropGot', id, this.hold(id, hold, HOLD_GET));
  }

  private *release(name: 'unpin' | 'dropGot', id: MmId, hold: HoldState): Path<Errno> {
    const mm = this.mm(id);
    const entered = yield* this.enter(name, mm, 0, 0, hold.id);
    releaseHold(this.k, hold.id);
    return this.leave(name, mm, entered, 'ok');
  }

  /** Writes a byte of another process, or of its own, as a debugger does. @kernel v6.2-rc3 fs/proc/base.c:mem_write */
  *poke(id: MmId, target: MmId, vpn: Vpn, value: Byte): Path<ByteResult> {
    return yield* this.remote('poke', id, target, vpn, ACCESS_WRITE, value);
  }

  /** Reads one so. @kernel v6.2-rc3 fs/proc/base.c:mem_read */
  *peek(id: MmId, target: MmId, vpn: Vpn): Path<ByteResult> {
    return yield* this.remote('peek', id, target, vpn, ACCESS_READ, NO_VALUE);
  }

  /** Reads a byte of another process, by a short pin. @kernel v6.2-rc3 mm/process_vm_access.c:process_vm_rw */
  *vmRead(id: MmId, target: MmId, vpn: Vpn): Path<ByteResult> {
    return yield* this.remote('vmRead', id, target, vpn, ACCESS_READ, NO_VALUE);
  }

  /** Writes one so. @kernel v6.2-rc3 mm/process_vm_access.c:process_vm_rw */
  *vmWrite(id: MmId, target: MmId, vpn: Vpn, value: Byte): Path<ByteResult> {
    return yield* this.remote('vmWrite', id, target, vpn, ACCESS_WRITE, value);
  }

  private *remote(name: CallName & ('poke' | 'peek' | 'vmRead' | 'vmWrite'), id: MmId, target: MmId, vpn: Vpn, access: Access, value: Byte): Path<ByteResult> {
    checkPage(vpn);
    checkByte('value', value);
    const mm = this.mm(id);
    const other = this.mm(target);
    const entered = yield* this.enter(name, mm, vpn, 1, target);
    const forced = name === 'poke' || name === 'peek';
    const byte = yield* accessRemote(this.k, { mm: other, vpn, task: id, access, value }, forced ? BY_FORCE : BY_PIN);
    // A file of memory that gives nothing is a failed read; a call that copies has a bad address.
    const result = this.leave(name, mm, entered, byte >= 0 ? 'ok' : forced ? 'EIO' : 'EFAULT');
    return byte >= 0 && access === ACCESS_READ ? { result, value: byte } : { result };
  }
}
