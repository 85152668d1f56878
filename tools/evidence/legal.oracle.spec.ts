import { releaseOf } from '@faultline/codec-kit';
import { readDump, type Dump } from '@faultline/pagetables';
import { chooseForDump, evidenceMakerOf } from '@faultline/workbench';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordingsThere, SHARED, SKIPPED, textOf } from '../arch-lab/recordings';

const DUMPS = recordingsThere ? readdirSync(`${SHARED}/pagetables`).filter((name) => name.endsWith('.json') && name !== 'fault-codes.json') : [];

interface Found { readonly level: number; readonly raw: bigint }

/** Entries that users reach: the tables of the kernel's half have forms of their own. */
function* entriesOf(dump: Dump, below: (level: number, raw: bigint) => bigint | undefined): Generator<Found> {
  const open = [...dump.root.entries].filter(([index]) => index >= dump.firstIndex && index < dump.endIndex).map(([, raw]) => ({ level: dump.root.level as number, raw }));
  const seen = new Set<bigint>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const phys = next.level === 0 ? undefined : below(next.level, next.raw);
    const table = phys === undefined || seen.has(phys) ? undefined : dump.tables.get(phys);
    if (table === undefined) continue;
    seen.add(phys!);
    for (const [, raw] of table.entries) open.push({ level: table.level, raw });
  }
}

describe.skipIf(!recordingsThere)(`what running kernels wrote is legal${SKIPPED}`, () => {
  it('there are dumps of each architecture', () => expect(DUMPS.length).toBeGreaterThan(30));

  it.each(DUMPS)('%s', (name) => {
    const dump = readDump(textOf(`pagetables/${name}`));
    const { architecture } = chooseForDump(dump, undefined);
    const evidence = evidenceMakerOf(architecture.name)!.at({ config: architecture.config, release: releaseOf(dump.kernel)!, kernel: architecture.kernel });
    const tableAt = (level: number, raw: bigint) => architecture.codec.decode(level, raw).tablePhys;
    let count = 0;
    const wrong: unknown[] = [];
    for (const { level, raw } of entriesOf(dump, tableAt)) {
      count++;
      const { legal, illegal, neverSet } = evidence.read(level, raw, 'user');
      if (!legal) wrong.push({ level, raw: raw.toString(16), illegal, neverSet });
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });
});
