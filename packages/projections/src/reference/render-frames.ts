import { ENUMS, PG_SWAP_CACHE, PG_TABLE, vpnOf, wordHex, type Architecture } from '@faultline/contracts';
import {
  F_BY_CACHE, F_BY_HOLD, F_BY_PATH, F_BY_TABLE, F_BY_UNMAP, F_GENERATION, F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_MLOCK_COUNT, F_ORDER, F_PRIVATE, F_REF, F_VALUE,
  hasFlag, isFree, type CoreState,
} from '@faultline/core-mm';
import type { Mutable, PlainFrame } from './plain-state';

const HOLDERS = { path: F_BY_PATH, unmap: F_BY_UNMAP, cache: F_BY_CACHE, table: F_BY_TABLE, hold: F_BY_HOLD } as const;
/** Flags by their bits; of tables it is told elsewhere. */
const FLAGS = Array.from({ length: 32 }, (_, bit) => [bit, ENUMS.folioFlag[bit] ?? `bit ${bit}`] as const).filter(([bit]) => bit !== PG_TABLE);

function plainFrame(s: CoreState, pfn: number): PlainFrame {
  const isTable = hasFlag(s.frames, pfn, PG_TABLE);
  return {
    refs: s.frames.get(pfn, F_REF), mapcount: s.frames.get(pfn, F_MAPCOUNT), value: s.frames.get(pfn, F_VALUE), order: s.frames.get(pfn, F_ORDER),
    heldBy: Object.fromEntries(Object.entries(HOLDERS).map(([holder, column]) => [holder, s.frames.get(pfn, column)] as const).filter(([, count]) => count !== 0)),
    flags: FLAGS.filter(([bit]) => hasFlag(s.frames, pfn, bit)).map(([, name]) => name).sort(),
    mlocks: s.frames.get(pfn, F_MLOCK_COUNT),
    mapping: isTable ? 0 : s.frames.get(pfn, F_MAPPING),
    slot: isTable || !hasFlag(s.frames, pfn, PG_SWAP_CACHE) ? 0 : s.frames.get(pfn, F_PRIVATE),
    index: isTable ? 0 : vpnOf(s.frames.get(pfn, F_INDEX), s.frames.get(pfn, F_INDEX_HI)),
  };
}

function renderTable(arch: Architecture, s: CoreState, table: number, level: number, out: Mutable): void {
  out.tables[table] = level;
  const words = s.tables.read(table);
  const empty = { lo: 0, hi: 0 };
  arch.codec.none(level, empty);
  for (let index = 0; index < words.length / 2; index++) {
    const lo = words[index * 2]!;
    const hi = words[index * 2 + 1]!;
    if (lo !== empty.lo || hi !== empty.hi) out.entries[`${table}:${index}`] = wordHex(lo, hi);
  }
}

/** The tables in one page: one, or two small ones. */
function renderTablesOf(arch: Architecture, s: CoreState, pfn: number, out: Mutable): void {
  for (const part of [0, 1])
    if ((part === 0 || s.shape.refShift > 0) && s.tables.has((pfn << s.shape.refShift) + part))
      renderTable(arch, s, (pfn << s.shape.refShift) + part, s.frames.get(pfn, F_PRIVATE) - 1, out);
}

function renderRange(arch: Architecture, s: CoreState, from: number, to: number, out: Mutable): void {
  for (let pfn = from; pfn < to; pfn++) {
    const life = s.frames.get(pfn, F_GENERATION);
    if (life !== 0) out.lives[pfn] = life;
    if (isFree(s.frames, pfn)) continue;
    out.frames[pfn] = plainFrame(s, pfn);
    if (hasFlag(s.frames, pfn, PG_TABLE)) renderTablesOf(arch, s, pfn, out);
  }
}

/** Blocks that were freed, each leading to the next. */
function renderFree(s: CoreState, out: Mutable): void {
  s.freeHead.forEach((head, order) => {
    const blocks: number[] = [];
    for (let pfn = head; pfn !== 0; pfn = s.frames.get(pfn, F_MAPPING)) blocks.push(pfn);
    if (blocks.length > 0) out.free[order] = blocks;
  });
}

/** Frames, what stands in them if they are tables, and those that are free. */
export function renderFrames(arch: Architecture, s: CoreState, out: Mutable): void {
  renderRange(arch, s, 0, s.nextFrame, out);
  renderRange(arch, s, s.topFrame, s.frames.rows, out);
  renderFree(s, out);
}
