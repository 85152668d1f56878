import { PG_TABLE } from '@faultline/contracts';
import { F_FLAGS, F_GENERATION, F_INDEX, F_MAPPING, F_PRIVATE, FIRST_FRAME, ZERO_PFN, type CoreState } from '@faultline/core-mm';
import { END, type Part } from './part';
import type { Words } from '../words';

const ROW = 8;

const holdsTable = (core: CoreState, pfn: number): boolean => ((core.frames.get(pfn, F_FLAGS) >>> PG_TABLE) & 1) === 1;

/** Numbers of table slots are names only: a table is told by its place and by what it holds. */
function rowWord(core: CoreState, pfn: number, field: number): number {
  if (field === F_GENERATION) return 0;
  const word = core.frames.get(pfn, field);
  return (field === F_MAPPING || field === F_INDEX) && holdsTable(core, pfn) ? Math.min(word, 1) : word;
}

function putFrame(core: CoreState, pfn: number, out: Words): void {
  let used = false;
  for (let field = 0; field < ROW && !used; field++) used = rowWord(core, pfn, field) !== 0;
  if (!used) return;
  out.put(pfn);
  for (let field = 0; field < ROW; field++) out.put(rowWord(core, pfn, field));
}

/** Frames in use or given back: small blocks from below, large ones from above. */
function forEachFrame(core: CoreState, visit: (pfn: number) => void): void {
  for (let pfn = ZERO_PFN; pfn < core.nextFrame; pfn++) visit(pfn);
  for (let pfn = core.topFrame; pfn < FIRST_FRAME + core.memoryPages; pfn++) visit(pfn);
}

/** Frames, without their generation: it tells lives apart, and says nothing about what comes. */
export const frames: Part = ({ machine: { state: { core } } }, out) => {
  out.put(core.nextFrame);
  out.put(core.topFrame);
  out.putAll(core.freeHead);
  forEachFrame(core, (pfn) => putFrame(core, pfn, out));
  return out.take();
};

/** The entries of a table that are not empty. */
function putTable(core: CoreState, table: number, level: number, out: Words): void {
  const words = core.tables.read(core.tableSlot(table));
  const emptyLo = core.shape.emptyLo[level]!;
  const emptyHi = core.shape.emptyHi[level]!;
  out.put(table);
  for (let at = 0; at < words.length; at += 2) {
    if (words[at] === emptyLo && words[at + 1] === emptyHi) continue;
    out.put(at);
    out.put(words[at]!);
    out.put(words[at + 1]!);
  }
  out.put(END);
}

/** Page tables, by place. */
export const tables: Part = ({ machine: { state: { core } } }, out) => {
  const { refShift } = core.shape;
  forEachFrame(core, (pfn) => {
    if (!holdsTable(core, pfn)) return;
    for (let part = 0; part < Math.min(2, 2 ** refShift); part++)
      if (core.frames.get(pfn, F_MAPPING + part) !== 0) putTable(core, (pfn << refShift) + part, core.frames.get(pfn, F_PRIVATE) - 1, out);
  });
  return out.take();
};

/** What else the core holds: who runs what, anon_vmas, objects. */
export const rest: Part = ({ machine: { state: { core } } }, out) => {
  out.putAll(core.loaded);
  out.putAll([core.mms.length, core.anonVmas.length]);
  out.putAll(core.anonVmas);
  for (const object of core.objects) {
    if (object === undefined) continue;
    out.put(object.id);
    out.putWide(object.pages);
    object.forEach((index, pfn) => out.putAll([index, pfn]));
    out.put(END);
  }
  return out.take();
};

/** Counts of what happened, which nothing is decided by. */
export const counts: Part = ({ machine: { state: { core } } }, out) => {
  out.putAll(core.vmstat);
  for (const mm of core.mms) out.putAll(mm === undefined ? [END] : [mm.minorFaults, mm.majorFaults]);
  return out.take();
};
