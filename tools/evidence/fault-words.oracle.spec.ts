import type { FaultCode } from '@faultline/contracts';
import { evidenceMakerOf } from '@faultline/workbench';
import { describe, expect, it } from 'vitest';
import { recordedFaults, type RecordedFault } from '../arch-lab/fault-codes';
import { recordingsThere, SKIPPED } from '../arch-lab/recordings';

const MACHINES = { x86_64: 'x86-64', arm64: 'arm64', s390x: 's390', riscv64: 'riscv' } as const;
const ACCESS = { read: 'read', write: 'write', execute: 'exec', atomicAdd: undefined } as const;

/** The code as it was recorded; undefined: the access was no page fault. */
function codeOf({ syndrome }: RecordedFault): FaultCode | undefined {
  if (syndrome === undefined || (syndrome['trapNumber'] !== undefined && syndrome['trapNumber'] !== 14)) return undefined;
  const number = (key: string): bigint | undefined => (syndrome[key] === undefined || syndrome[key] === null ? undefined : BigInt(syndrome[key] as string));
  const code = number('errorCode') ?? number('esr') ?? number('interruptionCode') ?? number('cause') ?? number('scause');
  const extra = number('teid') ?? number('transExcCode');
  return code === undefined ? undefined : { code, ...(extra !== undefined && { extra }) };
}

describe.skipIf(!recordingsThere)(`the words of fault codes say what the access was${SKIPPED}`, () => {
  it.each(Object.entries(MACHINES))('%s', (machine, name) => {
    const { fault } = evidenceMakerOf(name)!.at({});
    const rows = recordedFaults(machine).flatMap((row) => {
      const code = codeOf(row);
      return code === undefined ? [] : [{ row, reading: fault(code) }];
    });
    expect(rows.length).toBeGreaterThan(50);
    for (const { row, reading } of rows) {
      const wanted = ACCESS[row.access];
      if (reading.mode !== undefined) expect([row.run, row.case, reading.mode]).toEqual([row.run, row.case, 'user']);
      // s390 does not tell a fetch from a load, and nothing of what it does not say.
      if (wanted !== undefined && reading.access !== undefined && !(name === 's390' && wanted === 'exec')) expect([row.run, row.case, row.access, reading.access]).toEqual([row.run, row.case, row.access, wanted]);
    }
  });
});
