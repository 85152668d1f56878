import { ACCESS_WRITE, cpuSet, recGatherFinished, WALK_OK, WALK_PROTECTION } from '@faultline/contracts';
import type { CreateMmu } from '@faultline/machine';
import type { Race, RacePath, RaceStep } from '../race';
import type { Parts } from './machines';

/** CPUs are not asked to do their part of a flush that another CPU asked for. */
export const deaf = ({ architecture, createMmu }: Parts): Parts => {
  const mmu: CreateMmu = (context) => {
    let cpus = context.cpus;
    context.flushes$.subscribe(({ cpu }) => void (cpus = cpuSet(cpu)));
    return createMmu({ ...context, get cpus() {
      return cpus;
    } });
  };
  return { architecture, createMmu: mmu };
};

/** Hardware refuses every store, whatever the entry says. */
export const refusesStores = ({ architecture, createMmu }: Parts): Parts => {
  const { hw, faults } = architecture;
  const slot = { lo: 0, hi: 0 };
  return {
    createMmu,
    architecture: { ...architecture, hw: { ...hw, walk(request, memory, out) {
      hw.walk(request, memory, out);
      if (out.fault !== WALK_OK || request.access !== ACCESS_WRITE) return;
      faults.encode(WALK_PROTECTION, request.access, request.user, out.level, slot);
      Object.assign(out, { fault: WALK_PROTECTION, syndromeLo: slot.lo, syndromeHi: slot.hi });
    } } },
  };
};

/** A gather finishes without asking whether another one is in progress (tlb-and-races §6.3). */
export const withoutNestedTest = (race: Race): Race => ({
  ...race,
  threads: race.threads.map((thread) => ({
    ...thread,
    path(on, scene, choice) {
      const { gather } = on.core;
      on.core.gather = { ...gather, *finish(id) {
        yield* gather.flushMmu(id);
        recGatherFinished(on.thread, id);
      } };
      return thread.path(on, scene, choice);
    },
  })),
});

/** `ptep_clear_flush` clears and does not flush (tlb-and-races §6.10). */
export const clearsWithoutFlush = ({ architecture, createMmu }: Parts): Parts => ({
  architecture: { ...architecture, live: { ...architecture.live, clearFlush: architecture.live.getAndClear } }, createMmu,
});

type Steps = Generator<RaceStep, void, void>;

/** A path whose steps of one kind are not taken. */
function* without(path: RacePath, dropped: (step: RaceStep) => boolean): Steps {
  for (let step = path.next(); !step.done; step = path.next()) if (!dropped(step.value)) yield step.value;
}

const changed = (race: Race, name: string | undefined, dropped: (step: RaceStep) => boolean): Race => ({
  ...race,
  threads: race.threads.map((thread) => (name !== undefined && thread.name !== name ? thread : {
    ...thread, path: (on, scene, choice) => without(thread.path(on, scene, choice), dropped),
  })),
});

/** A race in which one thread does not take locks whose names begin so, nor drop them, or only one of the two. */
export const withoutLock = (race: Race, name: string, lock: string, ...kinds: readonly ('lock' | 'unlock')[]): Race =>
  changed(race, name, (step) => (step.kind === 'lock' || step.kind === 'unlock') && (kinds.length === 0 || kinds.includes(step.kind)) && step.lock.startsWith(lock));

/** A race in which a lock is never dropped. */
export const keepsLock = (race: Race, lock: string): Race => changed(race, undefined, (step) => step.kind === 'unlock' && step.lock.startsWith(lock));
