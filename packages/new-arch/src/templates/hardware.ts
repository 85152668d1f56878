/** What the CPU does, and how it tells of a fault. */

export const WALK = `import type { Hardware } from '@faultline/contracts';
import { notFilled } from './not-filled';

/** What the CPU does by itself (arch-interface §6). */
export const HARDWARE: Hardware = Object.freeze<Hardware>({
  /** Does hardware set the accessed mark, the dirty mark, the accessed mark of tables? */
  ad: { a: false, d: false, nonLeafA: false },
  faultDropsEntry: false,
  // From request.root at request.topLevel down: memory.read and memory.verdict for each entry, then the whole outcome.
  walk: notFilled('hw.walk'),
  // May an access use a translation with these TLB_* flags? As walk would say.
  allows: notFilled('hw.allows'),
  // The fault of one that may not: fault, level and syndrome, as walk would fill them.
  refuse: notFilled('hw.refuse'),
});
`;

export const FAULTS = `import type { FaultCodec } from '@faultline/contracts';
import { notFilled } from './not-filled';

/** The syndrome of a fault, and what the kernel's handler makes of it (arch-interface §6). */
export const FAULTS: FaultCodec = Object.freeze<FaultCodec>({
  // What the handler reads; -1 or 0 for what the architecture does not tell.
  decode: notFilled('faults.decode'),
  encode: notFilled('faults.encode'),
  // Do the VMA's flags allow the access? ACCESS_ALLOWED or SEGV_ACCERR.
  accessCheck: notFilled('faults.accessCheck'),
  // In words.
  describe: notFilled('faults.describe'),
  // No VMA is closed by a key, unless caps.pkeys.
  vmaAccessPermitted: () => true,
});
`;
