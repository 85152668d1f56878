import {
  ACCESS_ALLOWED, ACCESS_WRITE, faultSlot, PTE, SEGV_ACCERR, SEGV_MAPERR, SEGV_PKUERR, VM_EXEC, VM_READ, VM_WRITE, WALK_NOT_PRESENT,
  type Access, type Architecture, type FaultSlot,
} from '@faultline/contracts';
import fc from 'fast-check';
import { levelless } from '../cases/family';
import { written } from '../cases/slot';
import { accesses } from '../cases/ways';
import { rowWords } from '../cases/words';
import { oneOf, same, that } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';

const text = (name: string, about: string, source = 'arch-interface §6 requiredVmFlags; contracts FaultCodec.accessCheck'): LawText => ({
  name,
  part: 'faults',
  about,
  source,
});
const VERDICTS = [ACCESS_ALLOWED, SEGV_MAPERR, SEGV_ACCERR, SEGV_PKUERR];
const ALL = VM_READ | VM_WRITE | VM_EXEC;

interface Check {
  readonly access: Access;
  readonly vmFlags: number;
}
const checks = levelless<Check>(
  () => fc.record({ access: accesses, vmFlags: fc.nat(15) }),
  ({ access, vmFlags }) => `missing page, ${['read', 'write', 'exec'][access]}, VMA ${rowWords(vmFlags)}`,
);

/** What the handler makes of a missing page. */
function missingPage({ faults }: Architecture, access: Access): FaultSlot {
  const { lo, hi } = written((out) => faults.encode(WALK_NOT_PRESENT, access, true, PTE, out));
  const slot = faultSlot();
  faults.decode(lo, hi, slot);
  return slot;
}
const verdict = (arch: Architecture, { access, vmFlags }: Check): number =>
  arch.faults.accessCheck(vmFlags, 0, missingPage(arch, access), 0);
const NEEDED = [VM_READ, VM_READ | VM_WRITE, VM_READ | VM_EXEC] as const;

export const accessCheckLaws: readonly Law[] = [
  defineLaw(
    text('the access check lets pass what the mapping allows', 'A missing page of a mapping that allows the access goes to the core.'),
    checks,
    (arch, one) =>
      (one.vmFlags & NEEDED[one.access]) === NEEDED[one.access] ? same('verdict', ACCESS_ALLOWED, verdict(arch, one)) : undefined,
  ),
  defineLaw(
    text('the access check refuses everything to a mapping without rights', 'PROT_NONE mappings end in SIGSEGV, not in a page.'),
    checks,
    (arch, one) => ((one.vmFlags & ALL) === 0 ? that('a refusal', verdict(arch, one) !== ACCESS_ALLOWED, 'allowed') : undefined),
  ),
  defineLaw(
    text(
      'the access check refuses a store to a mapping that is not writable',
      'If the syndrome tells that it was one; else the core finds out at the protection fault.',
    ),
    checks,
    (arch, one) => {
      const known = one.access === ACCESS_WRITE && missingPage(arch, ACCESS_WRITE).access === ACCESS_WRITE;
      return known && !(one.vmFlags & VM_WRITE) ? that('a refusal', verdict(arch, one) !== ACCESS_ALLOWED, 'allowed') : undefined;
    },
  ),
  defineLaw(text('the access check gives one of its verdicts', 'They become the si_code of a signal.'), checks, (arch, one) =>
    oneOf('verdict', VERDICTS, verdict(arch, one)),
  ),
  defineLaw(
    {
      ...text(
        'without protection keys no VMA is closed by one',
        'There is none.',
        'fault-path H4; contracts FaultCodec.vmaAccessPermitted',
      ),
      applies: ({ caps }) => !caps.pkeys,
    },
    levelless(
      () => fc.tuple(fc.nat(15), fc.boolean(), fc.boolean(), fc.boolean()),
      ([key]) => `key ${key}`,
    ),
    ({ faults }, [key, write, execute, foreign]) => same('permitted', true, faults.vmaAccessPermitted(key, write, execute, foreign, 0)),
  ),
  defineLaw(
    {
      ...text(
        'key 0 of a fresh thread closes nothing',
        'Programs that know no keys must run.',
        'fault-path H4; contracts caps.initialPkru',
      ),
      applies: ({ caps }) => caps.pkeys,
    },
    levelless(
      () => fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      ([write]) => (write ? 'store' : 'load'),
    ),
    ({ faults, caps }, [write, execute, foreign]) =>
      same('permitted', true, faults.vmaAccessPermitted(0, write, execute, foreign, caps.initialPkru)),
  ),
];
