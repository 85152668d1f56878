import { ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_WRITE, SEGV_ACCERR } from '@faultline/contracts';
import { arm, plant, x86, type Planted } from './plant';

/** Faults of the fault codec. */
export const plantedFaults: readonly Planted[] = [
  plant('faults.encode gives the syndrome that the walk reports', 'the mode left out', x86, 'faults', (it) => ({
    encode: (fault, access, _user, level, out) => it.encode(fault, access, false, level, out),
  })),
  plant('a decoded syndrome tells the access', 'the write bit lost', x86, 'faults', (it) => ({
    decode(lo, hi, out) {
      it.decode(lo, hi, out);
      out.flags &= ~FAULT_FLAG_WRITE;
    },
  })),
  plant('a decoded syndrome tells the reason, or says that it does not know', 'present taken from the write bit', x86, 'faults', (it) => ({
    decode(lo, hi, out) {
      it.decode(lo, hi, out);
      out.present = (lo >> 1) & 1;
    },
  })),
  plant('decode and encode of a syndrome round-trip', 'the level counted from the top', arm, 'faults', (it) => ({
    decode(lo, hi, out) {
      it.decode(lo, hi, out);
      out.level = lo & 3;
    },
  })),
  plant('any syndrome can be decoded and described', 'no words for an enclave', x86, 'faults', (it) => ({
    describe(lo, hi) {
      if (lo & (1 << 15)) throw new Error('unknown bit');
      return it.describe(lo, hi);
    },
  })),
  plant('the access check lets pass what the mapping allows', 'fetches that are never allowed', x86, 'faults', (it) => ({
    accessCheck: (flags, pkey, fault, pkru) => (fault.access === ACCESS_EXEC ? SEGV_ACCERR : it.accessCheck(flags, pkey, fault, pkru)),
  })),
  plant('the access check refuses everything to a mapping without rights', 'reads that are always allowed', x86, 'faults', (it) => ({
    accessCheck: (flags, pkey, fault, pkru) => (fault.access === ACCESS_READ ? ACCESS_ALLOWED : it.accessCheck(flags, pkey, fault, pkru)),
  })),
  plant('the access check refuses a store to a mapping that is not writable', 'any right is enough for a store', x86, 'faults', (it) => ({
    accessCheck: (flags, pkey, fault, pkru) =>
      fault.access === ACCESS_WRITE && flags & 7 ? ACCESS_ALLOWED : it.accessCheck(flags, pkey, fault, pkru),
  })),
  plant('the access check gives one of its verdicts', 'a boolean for a verdict', x86, 'faults', (it) => ({
    accessCheck: (flags, pkey, fault, pkru) => (it.accessCheck(flags, pkey, fault, pkru) === ACCESS_ALLOWED) as unknown as 0,
  })),
  plant('without protection keys no VMA is closed by one', 'a key that closes', arm, 'faults', () => ({
    vmaAccessPermitted: (pkey) => pkey === 0,
  })),
  plant('key 0 of a fresh thread closes nothing', 'key 0 closed for stores', x86, 'faults', () => ({
    vmaAccessPermitted: (_pkey, write) => !write,
  })),
];
