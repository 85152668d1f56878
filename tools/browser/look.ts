import { arm64 } from '@faultline/arch-arm64';
import { riscv } from '@faultline/arch-riscv';
import { s390 } from '@faultline/arch-s390';
import { x86_64 } from '@faultline/arch-x86';
import { ACCESS_READ, cpuSet, VERDICT_NAMES, walkOutcome, wordHex, type Architecture, type EntrySlot, type WalkMemory } from '@faultline/contracts';

/** A page that the tables below map, and the frame it maps. */
const VPN = 0x12345;
const FRAME = 0x54321;
/** Tables lie one after the other, far enough apart for the largest. */
const TABLE_STEP = 0x100;

/** What one walk reads, in words. */
export interface Walked {
  readonly arch: string;
  readonly reads: readonly string[];
  readonly pfn: number;
  readonly kind: string;
  readonly bits: readonly string[];
}

/** Tables that map one page, made entry by entry; what is not there is empty. */
function tablesOf({ codec, geometry, prot }: Architecture): Map<string, EntrySlot> {
  const tables = new Map<string, EntrySlot>();
  for (let level = geometry.topLevel as number; level >= 0; level--) {
    const entry = { lo: 0, hi: 0 };
    if (level > 0) codec.makeTable(level, (geometry.topLevel - level + 2) * TABLE_STEP, entry);
    else codec.makeLeaf(0, FRAME, prot.lo[1]!, prot.hi[1]!, entry);
    tables.set(`${(geometry.topLevel - level + 1) * TABLE_STEP}:${geometry.index(level, VPN, 0)}`, entry);
  }
  return tables;
}

function walk(arch: Architecture): Walked {
  const tables = tablesOf(arch);
  const reads: string[] = [];
  let last = '';
  let leaf = { lo: 0, hi: 0 };
  const memory: WalkMemory = {
    read(level, table, index, out) {
      arch.codec.none(level, out);
      Object.assign(out, tables.get(`${table}:${index}`));
      leaf = { ...out };
      last = `${level}: ${wordHex(out.lo, out.hi)}`;
    },
    verdict: (verdict) => void reads.push(`${last} ${VERDICT_NAMES[verdict]}`),
    update: () => true,
  };
  const out = walkOutcome();
  const { topLevel } = arch.geometry;
  const mm = { id: 1, topLevel, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending: 0, flushOwed: false };
  arch.hw.walk({ root: TABLE_STEP, topLevel, vpnLo: VPN, vpnHi: 0, access: ACCESS_READ, user: true, pkru: 0, mm }, memory, out);
  const decoded = arch.codec.decode(0, (BigInt(leaf.hi >>> 0) << 32n) | BigInt(leaf.lo >>> 0));
  return { arch: arch.name, reads, pfn: out.fault === 0 ? out.pfn : -out.fault, kind: decoded.kind, bits: decoded.bits.map(({ name }) => name) };
}

/** The same page walked and its entry decoded on every architecture. */
export const look = (): Walked[] => [x86_64(), arm64(), s390(), riscv()].map(walk);
