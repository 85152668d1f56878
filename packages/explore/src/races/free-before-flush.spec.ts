import { describe, expect, it } from 'vitest';
import type { Exploration } from '../exploration';
import { explore } from '../explore';
import type { Race } from '../race';
import { replayRun } from '../replay-run';
import { runToEvent, stageOf } from '../testing/drive';
import { ARCHES, parts, ruleOff, type ArchName } from '../testing/machines';
import { PAGE } from '../testing/races';
import { freeBeforeFlush } from './free-before-flush';

/** An eviction takes away ways to a frame and gives none. */
const NOTHING_EVICTED: Race = { ...freeBeforeFlush, hardware: ['fill'] };

const memo = new Map<string, Exploration>();
/** The built-in race on an architecture, explored once for all tests. */
function explored(arch: ArchName, rule: 'on' | 'off'): Exploration {
  const known = memo.get(`${arch} ${rule}`);
  if (known !== undefined) return known;
  const race = arch === 's390' && rule === 'off' ? NOTHING_EVICTED : freeBeforeFlush;
  const found = explore({ race, ...parts(arch), ...(rule === 'off' ? { profile: ruleOff() } : {}) });
  memo.set(`${arch} ${rule}`, found);
  return found;
}

describe('free-before-flush with the rule on (tlb-and-races §6.1)', () => {
  it.each(ARCHES)('holds in every interleaving on %s, and says how many', (arch) => {
    const { verdict, states, transitions, ends, depth, violation } = explored(arch, 'on');
    expect({ verdict, violation }).toEqual({ verdict: 'holds', violation: undefined });
    expect(states).toBeGreaterThan(1000);
    expect(transitions).toBeGreaterThan(states);
    expect([ends > 0, depth > 11]).toEqual([true, true]);
  });
});

/** s390 invalidates an entry on every CPU when it clears it, and has no gather whose order could be wrong. */
const RULE_OFF_VERDICTS = { 'x86-64': 'violated', arm64: 'violated', s390: 'holds' } as const;

describe('free-before-flush with the rule off (TR-25)', () => {
  it.each(ARCHES)('%s', (arch) => expect(explored(arch, 'off').verdict).toBe(RULE_OFF_VERDICTS[arch]));

  describe.each(['x86-64', 'arm64'] as const)('on %s', (arch) => {
    it('a CPU reads the frame after it was freed and before that CPU flushed', () => {
      const { violation } = explored(arch, 'off');
      expect(violation).toMatchObject({ invariant: 'I2', message: expect.stringMatching(/^CPU 1 read frame 0x[0-9a-f]+, which was freed$/) });
      const events = violation!.run.flatMap((line) => line.events);
      const freed = events.findIndex((event) => event.type === 'FolioFreed');
      expect(freed).toBeGreaterThan(0);
      expect(events.slice(freed).filter((event) => event.type === 'TlbInvalidated')).toEqual([]);
      expect(events.at(-1)).toMatchObject({ type: 'AccessCompleted', cpu: 1, pfn: (events[freed] as { pfn: number }).pfn });
    });

    it('in no fewer steps: those of the munmap until it frees, one that gives CPU 1 the translation, two of the user', () => {
      const world = stageOf(freeBeforeFlush, arch, { profile: ruleOff() }).world();
      expect(world.machine.state.tlbs[1]!.find(world.scene.mm, PAGE, 0)).toBe(-1);
      const munmap = runToEvent(world, 'unmap', 'FolioFreed');
      const alone = stageOf(freeBeforeFlush, arch).world();
      const user = runToEvent(alone, 'user', 'AccessCompleted');
      expect([user, explored(arch, 'off').violation!.run.length]).toEqual([2, munmap + 1 + user]);
    });

    it('and the printed run, taken anew, breaks the same', () => {
      const { violation } = explored(arch, 'off');
      const { run, ...broken } = violation!;
      const steps = JSON.parse(JSON.stringify(run.map(({ transition }) => transition)));
      expect(replayRun({ race: freeBeforeFlush, ...parts(arch), profile: ruleOff() }, steps)).toEqual(broken);
    });
  });

  it('a run of x86-64 is harmless with the rule on', () => {
    const steps = explored('x86-64', 'off').violation!.run.map(({ transition }) => transition);
    expect(replayRun({ race: freeBeforeFlush, ...parts('x86-64') }, steps)).toBeUndefined();
  });

  it.each(['6.1', '6.12'] as const)('x86-64, kernel %s, nothing evicted', (kernel) =>
    expect(explore({ race: NOTHING_EVICTED, ...parts('x86-64', kernel), profile: ruleOff(kernel) }))
      .toMatchObject({ verdict: 'violated', violation: { invariant: 'I2' } }));
});
