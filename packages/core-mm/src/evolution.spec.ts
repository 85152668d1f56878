import type { MmEvent } from '@faultline/contracts';
import { equalStores } from '@faultline/state-kit';
import { describe, expect, it } from 'vitest';
import { paper } from '../../../tools/arch-lab/paper/paper';
import { createCore, type LoneCore } from './create-core';
import { evolve, guard, kinds } from './evolution';
import { initialCoreState, type CoreState } from './state/core-state';
import { shapeOf } from './state/shape';

const MEMORY = 64;
const empty = (): CoreState => initialCoreState(shapeOf(paper()), MEMORY);

/** A core that was used: touched, forked, copied, unmapped. */
function used(): LoneCore {
  const core = createCore({ architecture: paper(), memoryPages: MEMORY });
  const mm = core.createMm();
  core.mmap(mm, { vpn: 0, pages: 20, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
  for (const vpn of [0, 1, 17]) core.fault(mm, vpn, vpn === 1 ? 'read' : 'write');
  core.fault(core.fork(mm).mm, 0, 'write');
  core.munmap(mm, 10, 5);
  return core;
}

describe('the events of a core, without its log', () => {
  it('lead to the state that it has; facts among them change nothing', () => {
    const core = used();
    const events = [...core.log.events()];
    const state = events.reduce(evolve, empty());
    expect({ equalStores: equalStores(state.stores, core.core.state.stores) }).toEqual({ equalStores: true });
    expect(events.filter(({ type }) => kinds.includes(type)).reduce(evolve, empty()).mms().map(({ id }) => id)).toEqual([1, 2]);
  });

  it('given a state, each that follows can follow', () => {
    const state = empty();
    for (const event of used().log.events()) {
      expect(guard(state, event)).toBeUndefined();
      evolve(state, event);
    }
  });

  it('given nothing, an event of a page that nobody took cannot follow, and changes nothing', () => {
    const freed = { seq: 9, cause: null, cpu: 0, type: 'FolioFreed', order: 0, pfn: 300 } as MmEvent;
    const state = empty();
    expect(guard(state, freed)).toEqual(expect.any(String));
    expect(() => evolve(state, freed)).toThrow(expect.objectContaining({ code: 'cannot-follow', seq: 9 }));
    expect({ equalStores: equalStores(state.stores, empty().stores) }).toEqual({ equalStores: true });
  });

  it('of other owners leave it as it is', () => {
    const other = { seq: 1, cause: null, cpu: 0, type: 'GatherFinished', gather: 0 } as MmEvent;
    expect([guard(empty(), other), kinds.includes('GatherFinished')]).toEqual([undefined, false]);
  });
});
