import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, cpuSet, faultSlot, SEGV_MAPERR, VM_EXEC, VM_READ, VM_SHARED, VM_WRITE, WALK_OK,
  wordOf, type Access, type Architecture,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';
import { mapped, tablesOf, walkOf, type Tables } from './testing/tables';

const file = join(import.meta.dirname, '../../../../shared/pagetables/fault-codes.json');
const there = existsSync(file);
interface Case { case: string; access: string; address: string; signal: string | null; code?: number; syndrome?: { cause: number; causeName: string; badAddress: string } }
interface Run { name: string; arch: string; machine: string; cases: Case[] }
const runs: Run[] = there ? (JSON.parse(readFileSync(file, 'utf8')) as { runs: Run[] }).runs.filter(({ arch }) => arch === 'riscv64') : [];

const ACCESS: Readonly<Record<string, Access>> = { read: ACCESS_READ, write: ACCESS_WRITE, execute: ACCESS_EXEC };
const RW = VM_READ | VM_WRITE;

/** What each case maps: permissions of the mapping, and the level at which it has an entry (none where it is not populated). */
const MAPPINGS: Readonly<Record<string, { readonly vm: number; readonly level?: number; readonly size?: '64k' }>> = {
  'prot-none-unpopulated': { vm: 0 },
  'prot-none-populated': { vm: 0, level: 0 },
  'read-only-unpopulated': { vm: VM_READ },
  'read-only-zero-page': { vm: VM_READ, level: 0 },
  'read-only-populated': { vm: VM_READ, level: 0 },
  'rw-noexec-unpopulated': { vm: RW },
  'rw-noexec-populated': { vm: RW, level: 0 },
  'exec-only-populated': { vm: VM_EXEC, level: 0 },
  'read-exec-populated': { vm: VM_READ | VM_EXEC, level: 0 },
  'write-only-populated': { vm: VM_WRITE, level: 0 },
  'beyond-end-of-file': { vm: RW | VM_SHARED },
  'shared-file-read-only': { vm: VM_READ | VM_SHARED, level: 0 },
  'thp-rw-noexec': { vm: RW, level: 1 },
  'thp-read-only': { vm: VM_READ, level: 1 },
  'thp-prot-none': { vm: 0, level: 1 },
  'hugetlb-64k-read-only': { vm: VM_READ, level: 0, size: '64k' },
  'hugetlb-64k-prot-none': { vm: 0, level: 0, size: '64k' },
  'hugetlb-2048k-read-only': { vm: VM_READ, level: 1 },
  'hugetlb-2048k-prot-none': { vm: 0, level: 1 },
  'hugetlb-1048576k-read-only': { vm: VM_READ, level: 2 },
  'hugetlb-1048576k-prot-none': { vm: 0, level: 2 },
  'uffd-sigbus-missing': { vm: RW },
  'uffd-poison': { vm: RW },
};
/** Cases in which no mapping covers the address. */
const isUnmapped = (name: string): boolean => /^(unmapped|null$|kernel:|address:)/.test(name);

/** Tables as the kernel would have filled them. */
function tablesFor(arch: Architecture, name: string, va: bigint): Tables {
  const { vm, level, size } = MAPPINGS[name] ?? {};
  if (vm === undefined || level === undefined) return tablesOf();
  const e = { lo: 0, hi: 0 };
  arch.codec.makeLeaf(level, 0x40000 * 2, arch.prot.lo[vm & 15]!, arch.prot.hi[vm & 15]!, e);
  if (size === '64k') arch.codec.extra!.mknapot!(0, e);
  return mapped(arch.geometry.topLevel + 1, va, wordOf(e.lo, e.hi), level);
}

/** An atomic instruction first loads, on the emulated hart: where there is nothing to load, that is what faults. */
const accessOf = ({ case: name, access }: Case): Access => (access === 'atomicAdd' ? (isUnmapped(name) ? ACCESS_READ : ACCESS_WRITE) : ACCESS[access]!);

describe.skipIf(!there)(`fault codes${there ? '' : ' (skipped: no recordings)'}`, () => {
  it('are all there', () => expect(runs.map(({ name, cases }) => [name, cases.length, cases.filter(({ syndrome }) => syndrome !== undefined).length]))
    .toEqual([['riscv64-6.12-sv39', 107, 103], ['riscv64-6.12-sv48', 107, 103]]));

  describe.each(runs)('$name', ({ name, cases }) => {
    const arch = riscv({ kernel: '6.12', config: `${name.slice(-4)}+svnapot+svpbmt` });

    it.each(cases)('$case: $access at $address', (each) => {
      const va = BigInt(each.address);
      const access = accessOf(each);
      const out = walkOf(arch, tablesFor(arch, each.case, va), va, access, true);
      const seen = faultSlot();
      arch.faults.decode(out.syndromeLo, out.syndromeHi, seen);
      if (each.signal === null) return void expect(out.fault).toBe(WALK_OK);
      expect(out.fault).not.toBe(WALK_OK);
      expect(seen.access).toBe(access);
      if (each.syndrome !== undefined) {
        expect([out.syndromeLo, arch.faults.describe(out.syndromeLo, out.syndromeHi)]).toEqual([each.syndrome.cause, `${each.syndrome.causeName}, user mode`]);
        expect(each.syndrome.badAddress).toBe(each.address);
      }
      const vm = MAPPINGS[each.case]?.vm;
      expect({ unmapped: vm === undefined }).toEqual({ unmapped: isUnmapped(each.case) });
      const verdict = vm === undefined ? SEGV_MAPERR : arch.faults.accessCheck(vm, 0, seen, 0);
      expect(verdict).toBe(each.signal === 'SIGSEGV' ? each.code : ACCESS_ALLOWED);
    });

    it('addresses of no mapping lie beyond the user\'s half, or are free', () => {
      const beyond = cases.filter(({ case: of }) => /^(kernel|address):/.test(of)).map(({ address }) => BigInt(address));
      const limit = arch.geometry.userLimit({ id: 1, topLevel: 0, attachedCpus: cpuSet(), cpuMask: cpuSet(), flushPending: 0, flushOwed: false });
      const inside = beyond.filter((va) => va >> 12n < BigInt(limit));
      expect(inside.map((va) => va.toString(16))).toEqual(name.endsWith('sv39') ? [] : Array(3).fill('7ffffffff000').concat(Array(3).fill('40000000000')));
    });
  });
});
