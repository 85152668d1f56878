/** What a byte-addressed process sees, written without a thought of pages, tables or copy-on-write. */
export interface Cell {
  value: number;
}
/** A file as read(2) shows it: a cell a page, as many as it is long. */
export class FileModel {
  readonly cells: Cell[];

  constructor(readonly id: number, content: readonly number[]) {
    this.cells = content.map((value) => ({ value }));
  }

  write(page: number, value: number): void {
    while (this.cells.length <= page) this.cells.push(fresh());
    this.cells[page]!.value = value;
  }

  resize(pages: number): void {
    while (this.cells.length < pages) this.cells.push(fresh());
    this.cells.length = pages;
  }

  punch(page: number, pages: number): void {
    for (let at = page; at < Math.min(page + pages, this.cells.length); at++) this.cells[at] = fresh();
  }
}

interface Place {
  /** What the process has for its own, or all share; undefined: what the file has there. */
  cell: Cell | undefined;
  /** Which page of which file is mapped. */
  readonly file?: { readonly of: FileModel; readonly page: number };
  readonly shared: boolean;
  prot: Protection;
  /** MAP_LOCKED or mlock, also on fault. */
  locked: boolean;
}
export type Protection = 'none' | 'r' | 'rw';

const fresh = (): Cell => ({ value: 0 });

/** What a process sees; undefined: the file ends before it. */
const seen = ({ cell, file }: Place): Cell | undefined => cell ?? file?.of.cells[file.page];

/** A write to a private mapping stays with the process. False: the file ends before it. */
function store(place: Place, value: number): boolean {
  const cell = seen(place);
  if (cell === undefined) return false;
  if (place.shared || place.cell !== undefined) cell.value = value;
  else place.cell = { value };
  return true;
}

/** The memory of one process: a cell a page. */
export class MemoryModel {
  private constructor(private readonly places: Map<number, Place>) {}

  static empty(): MemoryModel {
    return new MemoryModel(new Map());
  }

  private *mapped(from: number, pages: number): Generator<[number, Place]> {
    for (let vpn = from; vpn < from + pages; vpn++) {
      const place = this.places.get(vpn);
      if (place !== undefined) yield [vpn, place];
    }
  }

  private hasHole(from: number, pages: number): boolean {
    return [...this.mapped(from, pages)].length < pages;
  }

  mmap(from: number, pages: number, prot: Protection, shared: boolean, locked: boolean): string {
    for (let vpn = from; vpn < from + pages; vpn++) this.places.set(vpn, { cell: fresh(), shared, prot, locked });
    return 'ok';
  }

  mapFile(from: number, pages: number, prot: Protection, shared: boolean, of: FileModel, offset: number): string {
    for (let at = 0; at < pages; at++) this.places.set(from + at, { cell: undefined, file: { of, page: offset + at }, shared, prot, locked: false });
    return 'ok';
  }

  /** Pages of a file beyond its end are gone, copies of them too. */
  cut(of: FileModel): void {
    for (const place of this.places.values()) if (place.file?.of === of && place.file.page >= of.cells.length) place.cell = undefined;
  }

  munmap(from: number, pages: number): string {
    for (let vpn = from; vpn < from + pages; vpn++) this.places.delete(vpn);
    return 'ok';
  }

  /** Up to the first hole, where it fails. */
  mprotect(from: number, pages: number, prot: Protection): string {
    for (let vpn = from; vpn < from + pages; vpn++) {
      const place = this.places.get(vpn);
      if (place === undefined) return 'ENOMEM';
      this.places.set(vpn, { ...place, prot });
    }
    return 'ok';
  }

  /** Up to the first hole, where it fails. */
  private setLocked(from: number, pages: number, locked: boolean): string {
    for (let vpn = from; vpn < from + pages; vpn++) {
      const place = this.places.get(vpn);
      if (place === undefined) return 'ENOMEM';
      place.locked = locked;
    }
    return 'ok';
  }

  /** Memory without any access cannot be fetched. Unless it is fetched only when it is wanted, that fails, and it is locked all the same. */
  mlock(from: number, pages: number, onfault: boolean): string {
    const result = this.setLocked(from, pages, true);
    if (result !== 'ok' || onfault) return result;
    return [...this.mapped(from, pages)].some(([, { prot }]) => prot === 'none') ? 'ENOMEM' : 'ok';
  }

  munlock(from: number, pages: number): string {
    return this.setLocked(from, pages, false);
  }

  /** Private bytes are forgotten, shared ones stay; holes are passed over and then reported. Locked memory ends it, unless the caller knows of it. */
  dontneed(from: number, pages: number, knowsOfLocks: boolean): string {
    for (const [, place] of this.mapped(from, pages)) {
      if (place.locked && !knowsOfLocks) return 'EINVAL';
      if (!place.shared) place.cell = place.file === undefined ? fresh() : undefined;
    }
    return this.hasHole(from, pages) ? 'ENOMEM' : 'ok';
  }

  /** What changes where bytes are, and none of them; holes are passed over and then reported. Locked memory stays where it is. */
  advise(from: number, pages: number, takesLocked: boolean): string {
    if (!takesLocked && [...this.mapped(from, pages)].some(([, { locked }]) => locked)) return 'EINVAL';
    return this.hasHole(from, pages) ? 'ENOMEM' : 'ok';
  }

  /** Is any of it of a file? */
  hasFile(from: number, pages: number): boolean {
    return [...this.mapped(from, pages)].some(([, { file }]) => file !== undefined);
  }

  /**
   * A move to a fixed place. Where one VMA ends and the next begins is not known here: a range without holes may be refused
   * for it, which `result` then tells. The new place is unmapped before that is looked at.
   */
  mremap(from: number, pages: number, to: number, result: string): string {
    if (!this.places.has(from)) return 'EFAULT';
    if (Math.abs(from - to) < pages) return 'EINVAL';
    const moved = [...this.mapped(from, pages)];
    this.munmap(to, pages);
    if (moved.length < pages || result === 'EFAULT') return 'EFAULT';
    this.munmap(from, pages);
    for (const [vpn, place] of moved) this.places.set(vpn - from + to, place);
    return 'ok';
  }

  fork(): MemoryModel {
    return new MemoryModel(new Map([...this.places].map(([vpn, place]) => [vpn, { ...place, locked: false, cell: place.shared || place.cell === undefined ? place.cell : { ...place.cell } }])));
  }

  read(vpn: number): { result: string; value?: number } {
    const place = this.places.get(vpn);
    if (place === undefined) return { result: 'SIGSEGV/MAPERR' };
    if (place.prot === 'none') return { result: 'SIGSEGV/ACCERR' };
    const cell = seen(place);
    return cell === undefined ? { result: 'SIGBUS/ADRERR' } : { result: 'ok', value: cell.value };
  }

  /** The cells of a range that a device will see, if it may. */
  pin(from: number, pages: number, write: boolean): { errno: string; cells: Cell[] } {
    const places = [...this.mapped(from, pages)].map(([, place]) => place);
    const refused = places.length < pages || places.some(({ prot }) => prot === 'none' || (write && prot === 'r'));
    return refused ? { errno: 'EFAULT', cells: [] } : { errno: 'ok', cells: places.map((place) => seen(place)!) };
  }

  /** A debugger sees what is mapped, whatever its protection; of shared memory it writes only what may be written. */
  peek(vpn: number): { result: string; value?: number } {
    const place = this.places.get(vpn);
    const cell = place === undefined ? undefined : seen(place);
    return cell === undefined ? { result: 'EIO' } : { result: 'ok', value: cell.value };
  }

  poke(vpn: number, value: number): { result: string } {
    const place = this.places.get(vpn);
    if (place === undefined || (place.shared && place.prot !== 'rw')) return { result: 'EIO' };
    return { result: store(place, value) ? 'ok' : 'EIO' };
  }

  /** Another process that asks the kernel to copy minds the protection. */
  vmRead(vpn: number): { result: string; value?: number } {
    const { result, value } = this.read(vpn);
    return result === 'ok' ? { result, value: value! } : { result: 'EFAULT' };
  }

  vmWrite(vpn: number, value: number): { result: string } {
    return this.write(vpn, value).result === 'ok' ? { result: 'ok' } : { result: 'EFAULT' };
  }

  write(vpn: number, value: number): { result: string } {
    const place = this.places.get(vpn);
    if (place === undefined) return { result: 'SIGSEGV/MAPERR' };
    if (place.prot !== 'rw') return { result: 'SIGSEGV/ACCERR' };
    return { result: store(place, value) ? 'ok' : 'SIGBUS/ADRERR' };
  }
}
