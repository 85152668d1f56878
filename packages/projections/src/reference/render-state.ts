import { cpusOf, ENUMS, PG_TABLE, vpnOf, wordHex, type Architecture } from '@faultline/contracts';
import {
  F_BY_CACHE, F_BY_PATH, F_BY_TABLE, F_BY_UNMAP, F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_PRIVATE, F_REF, F_VALUE, hasFlag, isFree, type CoreState, type MmState,
} from '@faultline/core-mm';
import type { CpuState, Tlb } from '@faultline/cpu';
import { workOf, type PlainFrame, type PlainMm, type PlainShare, type PlainState } from './plain-state';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends Readonly<Record<string, infer V>> ? Record<string, V> : T[K] };

const HOLDERS = { path: F_BY_PATH, unmap: F_BY_UNMAP, cache: F_BY_CACHE, table: F_BY_TABLE } as const;
const FLAGS = ENUMS.folioFlag.filter((name) => name !== 'table');

function plainFrame(s: CoreState, pfn: number): PlainFrame {
  const isTable = hasFlag(s.frames, pfn, PG_TABLE);
  return {
    refs: s.frames.get(pfn, F_REF), mapcount: s.frames.get(pfn, F_MAPCOUNT), value: s.frames.get(pfn, F_VALUE),
    heldBy: Object.fromEntries(Object.entries(HOLDERS).map(([holder, column]) => [holder, s.frames.get(pfn, column)] as const).filter(([, count]) => count !== 0)),
    flags: FLAGS.filter((name) => hasFlag(s.frames, pfn, ENUMS.folioFlag.indexOf(name))).sort(),
    mapping: isTable ? 0 : s.frames.get(pfn, F_MAPPING),
    index: isTable ? 0 : vpnOf(s.frames.get(pfn, F_INDEX), s.frames.get(pfn, F_INDEX_HI)),
  };
}

function plainMm(mm: MmState): PlainMm {
  const counters = Object.fromEntries(ENUMS.counter.flatMap((name, at) => (mm.counter(at) === 0 ? [] : [[name, mm.counter(at)]])));
  return {
    parent: mm.parent, root: mm.root, counters, minor: mm.minorFaults, major: mm.majorFaults, tableBytes: mm.tableBytes,
    flushPending: mm.flushPending, flushOwed: mm.flushOwed, cpuMask: cpusOf(mm.cpuMask),
    vmas: mm.vmas.map(({ start, end, vmFlags, pkey, pgoff, object, anonVma, protLo, protHi }) =>
      ({ start, end, vmFlags, pkey, pgoff, object, anonVma, prot: wordHex(protLo, protHi) })),
  };
}

function renderTable(arch: Architecture, s: CoreState, table: number, level: number, out: Mutable<PlainState>): void {
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
function renderTablesOf(arch: Architecture, s: CoreState, pfn: number, out: Mutable<PlainState>): void {
  for (const part of [0, 1])
    if ((part === 0 || s.shape.refShift > 0) && s.tables.has((pfn << s.shape.refShift) + part))
      renderTable(arch, s, (pfn << s.shape.refShift) + part, s.frames.get(pfn, F_PRIVATE) - 1, out);
}

function renderFrames(arch: Architecture, s: CoreState, from: number, to: number, out: Mutable<PlainState>): void {
  for (let pfn = from; pfn < to; pfn++) {
    if (isFree(s.frames, pfn)) continue;
    out.frames[pfn] = plainFrame(s, pfn);
    if (hasFlag(s.frames, pfn, PG_TABLE)) renderTablesOf(arch, s, pfn, out);
  }
}

function renderTlb(tlb: Tlb, cpu: number, out: Mutable<PlainState>): void {
  tlb.mm.forEach((mm, slot) => {
    if (mm !== 0) out.tlb[`${cpu}:${slot}`] = `${mm}/${tlb.vpn(slot).toString(16)}/${tlb.pfn[slot]}/${tlb.flags[slot]}`;
  });
}

function renderWalkCache({ walkCache }: Tlb, cpu: number, out: Mutable<PlainState>): void {
  walkCache.mm.forEach((mm, slot) => {
    if (mm !== 0) out.walkCache[`${cpu}:${slot}`] = `${mm}/${walkCache.base(slot).toString(16)}/${walkCache.table[slot]}`;
  });
}

function renderPending({ pending }: Tlb, cpu: number, out: Mutable<PlainState>): void {
  const shares = Array.from({ length: pending.count }, (_, at): PlainShare => ({
    sent: pending.sent(at), request: pending.request(at),
    work: workOf(ENUMS.invalidation[pending.kind(at)]!, ENUMS.reach[pending.by(at)]!, pending.leafOnly(at) === 1, pending.mm(at), pending.start(at), pending.end(at)),
  }));
  if (shares.length > 0) out.pending[cpu] = shares;
}

/** The parts of a machine's state that have a plain form. */
export interface FastState {
  readonly core: CoreState;
  readonly tlbs: CpuState;
}

/** The fast state in the shape of the reference fold. */
export function renderState(arch: Architecture, { core, tlbs }: FastState): PlainState {
  const out: Mutable<PlainState> = {
    frames: {}, entries: {}, tables: {}, mms: {}, anonVmas: {}, pageCache: {}, objects: {}, loaded: {}, tlb: {}, walkCache: {}, pending: {},
  };
  renderFrames(arch, core, 0, core.nextFrame, out);
  renderFrames(arch, core, core.topFrame, core.frames.rows, out);
  for (const mm of core.mms()) out.mms[mm.id] = plainMm(mm);
  for (let id = 1; id < core.nextAnonVma; id++) out.anonVmas[id] = core.anonVmaParent(id);
  for (const object of core.objects()) {
    out.objects[object.id] = object.pages;
    object.forEach((index, pfn) => void (out.pageCache[`${object.id}:${index}`] = pfn));
  }
  core.loaded.forEach((mm, cpu) => void (mm !== 0 && (out.loaded[cpu] = mm)));
  tlbs.forEach((tlb, cpu) => {
    renderTlb(tlb, cpu, out);
    renderWalkCache(tlb, cpu, out);
    renderPending(tlb, cpu, out);
  });
  return out;
}
