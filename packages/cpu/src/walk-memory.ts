import {
  entrySlot, PTE, recEntryRead, type CpuHost, type EntrySlot, type Level, type MmId, type Place, type TableIndex, type TableRef, type Thread,
  type Vpn, type WalkMemory,
} from '@faultline/contracts';
import type { WalkedArchitecture } from './architecture';

const NOTHING_READ = -1;

/** Memory as a hardware walker reads it: each read is an event, told with what the walker made of it. A table that was freed reads as empty. */
export class RecordingMemory implements WalkMemory {
  private level: Level = NOTHING_READ;
  private index: TableIndex = 0;
  private table: TableRef = 0;
  private readonly found = entrySlot();
  /** Every table entry read since this was set has the value the kernel gives user tables: it restricts nothing. */
  open = true;
  /** Seq of the last read, or what led to a walk that has read nothing yet. */
  seen = -1;
  private readonly made = entrySlot();
  /** Whose tables are walked, and for which page; set before a walk. */
  mm: MmId = 0;
  vpn: Vpn = 0;

  constructor(
    private readonly host: CpuHost,
    private readonly thread: Thread,
    private readonly codec: WalkedArchitecture['codec'],
  ) {}

  /** Forgets the walk before. */
  begin(): void {
    this.open = true;
    this.level = NOTHING_READ;
    this.seen = this.thread.cause;
  }

  private isOpen(level: Level, entry: EntrySlot): boolean {
    if (!this.codec.isTable(level, entry.lo, entry.hi)) return false;
    this.codec.makeTable(level, this.codec.tableRef(level, entry.lo, entry.hi), this.made);
    return entry.lo === this.made.lo && entry.hi === this.made.hi;
  }

  /** Table that the last read looked into. */
  get lastTable(): TableRef {
    return this.table;
  }

  /** Level of the last read; -1 before the first. */
  get lastLevel(): Level {
    return this.level;
  }

  read(level: Level, table: TableRef, index: TableIndex, out: EntrySlot): void {
    if (!this.host.readEntry(table, index, out)) this.codec.none(level, out);
    this.found.lo = out.lo;
    this.found.hi = out.hi;
    if (level > PTE) this.open &&= this.isOpen(level, out);
    this.level = level;
    this.index = index;
    this.table = table;
  }

  verdict(verdict: Place<'verdict'>): void {
    this.seen = recEntryRead(this.thread, this.level, verdict, this.index, this.table, this.found);
  }

  update(level: Level, table: TableRef, index: TableIndex, oldLo: number, oldHi: number, newLo: number, newHi: number): boolean {
    return this.host.updateEntry({ mm: this.mm, vpn: this.vpn, level, table, index }, { lo: oldLo, hi: oldHi }, { lo: newLo, hi: newHi });
  }
}
