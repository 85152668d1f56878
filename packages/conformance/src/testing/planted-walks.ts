import {
  ACCESS_EXEC, ACCESS_READ, TLB_DIRTY, VERDICT_RESERVED, WALK_NOT_PRESENT, WALK_PROTECTION, type Hardware, type WalkMemory,
  type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { arm, armSoftware, plant, replaced, x86, z, type Planted } from './plant';

const afterWalk =
  (change: (out: WalkOutcome, request: WalkRequest) => void) =>
  (hw: Hardware): Partial<Hardware> => ({
    walk(request, memory, out) {
      hw.walk(request, memory, out);
      change(out, request);
    },
  });
const throughMemory =
  (change: (memory: WalkMemory) => Partial<WalkMemory>) =>
  (hw: Hardware): Partial<Hardware> => ({
    walk(request, memory, out) {
      const own: WalkMemory = { read: memory.read.bind(memory), verdict: memory.verdict.bind(memory), update: memory.update.bind(memory) };
      hw.walk(request, { ...own, ...change(own) }, out);
    },
  });

/** Faults of the walker and of what the CPU does by itself. */
export const plantedWalks: readonly Planted[] = [
  plant(
    'a walk that meets the empty entry says not present, at its level',
    'every fault a protection fault',
    x86,
    'hw',
    afterWalk((out) => {
      if (out.fault === WALK_NOT_PRESENT) out.fault = WALK_PROTECTION;
    }),
  ),
  plant(
    'a walk reads one entry a level, from the root down, and tells what it made of each',
    'reads without a verdict',
    x86,
    'hw',
    throughMemory(() => ({ verdict() {} })),
  ),
  plant(
    'hardware takes a leaf wherever the geometry says that one is legal, and finds its frame',
    'the first frame of a huge page for all its pages',
    x86,
    'hw',
    afterWalk((out) => {
      if (out.level === 1) out.pfn -= out.pfn % 512;
    }),
  ),
  plant(
    'a walk passes through a table wherever it lies',
    'tables below 4 GiB only',
    x86,
    'hw',
    throughMemory(({ read }) => ({ read: (level, table, index, out) => read(level, table % 2 ** 21, index, out) })),
  ),
  plant('hardware lets in only what the predicates allow', 'a walk that ignores NX', x86, 'hw', (it) => ({
    walk: (request, memory, out) =>
      it.walk({ ...request, access: request.access === ACCESS_EXEC ? ACCESS_READ : request.access }, memory, out),
  })),
  plant('hardware lets in only what the predicates allow', 'a protected page that hardware may still write', arm, 'codec', () => ({
    wrProtect: (_level, e) => void (e.hi = (e.hi & ~(1 << 19)) | (1 << 23)),
  })),
  plant('what the core permits and repairs, hardware accepts', 'a dirty page that stays read-only', armSoftware, 'codec', () => ({
    mkDirty: (_level, e) => void (e.hi |= 1 << 23),
  })),
  plant('PROT_NONE is present, but refuses every access as not present or protected', 'PROT_NONE that is readable', x86, 'prot', (it) => ({
    pageProt: (flags, pkey, out) => it.pageProt(flags & 7 ? flags : 1, pkey, out),
  })),
  plant('PROT_NONE is not accessible while no flush is pending', 'PROT_NONE that counts as accessible', x86, 'codec', () => ({
    accessible: (_level, lo) => (lo & 0x101) !== 0,
  })),
  plant('hardware refuses an invalidated huge leaf', 'an invalid leaf that hardware takes', x86, 'codec', () => ({ mkInvalid() {} })),
  plant(
    'a walk ends, with an answer, whatever the tables hold',
    'a throw on reserved bits',
    x86,
    'hw',
    throughMemory(({ verdict }) => ({
      verdict(made) {
        if (made === VERDICT_RESERVED) throw new Error('reserved bit');
        verdict(made);
      },
    })),
  ),
  plant(
    'a walk ends, with an answer, whatever the tables hold',
    'a walk that never ends',
    x86,
    'hw',
    throughMemory(({ read }) => ({
      read(level, table, index, out) {
        for (;;) read(level, table, index, out);
      },
    })),
  ),
  plant(
    'hardware changes nothing of a leaf but accessed and dirty, and these only as hw.ad says',
    'a dirty bit set behind the declaration',
    x86,
    'hw',
    () => ({ ad: { a: true, d: false, nonLeafA: true } }),
  ),
  plant(
    'an access that succeeds leaves the entry young, and a store leaves it dirty',
    'updates that are never stored',
    x86,
    'hw',
    throughMemory(() => ({ update: () => true })),
  ),
  plant('where hw.ad.nonLeafA says so, a walk makes the tables on its way young', 'a declaration that is not kept', arm, 'hw', () => ({
    ad: { a: true, d: true, nonLeafA: true },
  })),
  plant(
    'an update that another CPU overtakes is no update: the walk starts over',
    'an update that is taken for done',
    x86,
    'hw',
    throughMemory(({ update }) => ({
      update(...change) {
        update(...change);
        return true;
      },
    })),
  ),
  plant(
    'the flags of a translation let reads through, and stores at once where the entry was dirty',
    'every translation dirty',
    x86,
    'hw',
    afterWalk((out) => void (out.flags |= TLB_DIRTY)),
  ),
  plant('allows() agrees with walk()', 'fetches that are always allowed', x86, 'hw', (it) => ({
    allows: (flags, access, user, pkru) => access === ACCESS_EXEC || it.allows(flags, access, user, pkru),
  })),
  plant('allows() agrees with walk()', 'protection keys forgotten by the TLB', x86, 'hw', (it) => ({
    allows: (flags, access, user) => it.allows(flags, access, user, 0),
  })),
  plant('refuse() agrees with walk()', 'refused stores that look like loads', x86, 'hw', (it) => ({
    refuse(flags, access, user, pkru, level, out) {
      it.refuse(flags, access, user, pkru, level, out);
      out.syndromeLo &= ~2;
    },
  })),
  plant('where old is hardware-invalid, an old entry is not accessible', 'old entries that hardware uses', x86, 'caps', () => ({
    softwareYoung: true,
  })),
  plant('where old is hardware-invalid, an old entry is not accessible', 'young cleared and nothing else', z, 'codec', () => ({
    mkOld: (level, e) => void (e.lo &= level === 0 ? ~0x4 : ~0x1000),
  })),
];

const A = 0x20;
const PS = 0x80;
/** A huge page that keeps its mark only as long as nothing else changes it: faults of more than one part. */
export const plantedTables: readonly Planted[] = [
  {
    law: 'tables are updated only where hardware sets their accessed bit',
    fault: 'tables marked behind the declaration',
    whole: x86,
    broken: replaced(replaced(x86, 'hw', { ad: { a: true, d: true, nonLeafA: false } }), 'codec', {
      makeTable(level, table, out) {
        x86.codec.makeTable(level, table, out);
        out.lo &= ~A;
      },
    }),
  },
  plant(
    'hardware takes a leaf wherever the geometry says that one is legal, and finds its frame',
    'a huge leaf that hardware does not know',
    x86,
    'codec',
    (it) => ({ mkHuge: (level, e) => void (level === 2 ? (e.lo |= PS << 9) : it.mkHuge(level, e)) }),
  ),
];
