import { PG_TABLE } from '@faultline/contracts';
import { F_GENERATION, F_PRIVATE, FIRST_FRAME, hasFlag, ZERO_PFN, type CoreState } from '@faultline/core-mm';
import { ROW_WORDS } from '@faultline/state-kit';
import { END, type Part } from './part';
import type { Words } from '../words';

const rowWord = (core: CoreState, pfn: number, column: number): number => (column === F_GENERATION ? 0 : core.frames.get(pfn, column));

function putFrame(core: CoreState, pfn: number, out: Words): void {
  let used = false;
  for (let column = 0; column < ROW_WORDS && !used; column++) used = rowWord(core, pfn, column) !== 0;
  if (!used) return;
  out.put(pfn);
  for (let column = 0; column < ROW_WORDS; column++) out.put(rowWord(core, pfn, column));
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
  const words = core.tables.read(table);
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
    if (!hasFlag(core.frames, pfn, PG_TABLE)) return;
    for (let part = 0; part < Math.min(2, 2 ** refShift); part++)
      if (core.tables.has((pfn << refShift) + part)) putTable(core, (pfn << refShift) + part, core.frames.get(pfn, F_PRIVATE) - 1, out);
  });
  return out.take();
};

/** What else the core holds: who runs what, anon_vmas, objects. */
export const rest: Part = ({ machine: { state: { core } } }, out) => {
  out.putAll(core.loaded);
  out.putAll([core.nextMm, core.nextObject, core.nextAnonVma]);
  for (let id = 1; id < core.nextAnonVma; id++) out.put(core.anonVmaParent(id));
  for (const object of core.objects()) {
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
  for (const mm of core.mms()) out.putAll([mm.id, mm.minorFaults, mm.majorFaults]);
  return out.take();
};
