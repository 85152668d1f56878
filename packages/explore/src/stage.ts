import type { Architecture, Profile } from '@faultline/contracts';
import { CpuError } from '@faultline/cpu';
import { createMachine, snapshotState, type CreateMmu, type MachineState, type SimulatedMachine } from '@faultline/machine';
import { ExploreError } from './errors';
import type { Race, Scene } from './race';
import { Numbers, Words } from './words';
import { World, type Transition } from './world';

/** What a race runs on. */
export interface StageOptions {
  /** What is explored. */
  readonly race: Race;
  /** What the page tables are made of. */
  readonly architecture: Architecture;
  /** The MMU half that comes with the architecture. */
  readonly createMmu: CreateMmu;
  /** The switches in force; default: those of the architecture's kernel. */
  readonly profile?: Profile;
}

/** Words; a run is short. */
const LOG_CHUNK = 1024;

/** The start of a race. @throws ExploreError `cannot-start` where an access of it never completes */
function setUp({ name, setup }: Race, machine: SimulatedMachine): Scene {
  try {
    return setup(machine);
  } catch (error) {
    if (!(error instanceof CpuError) || error.code !== 'no-progress') throw error;
    throw new ExploreError('cannot-start', `${name} cannot start: ${error.message}`,
      'the walk refuses what the fault path takes for mapped: run the conformance suite on the architecture');
  }
}

/** Makes worlds at the start of the race, from one snapshot. Their states can be compared by `stateKey`. */
export class Stage {
  private readonly start: MachineState;
  private readonly scene: Scene;
  private readonly numbers = new Numbers();
  private readonly out = new Words();

  /** @throws ExploreError `cannot-start` */
  constructor(private readonly options: StageOptions) {
    const machine = this.machine();
    this.scene = setUp(options.race, machine);
    this.start = snapshotState(machine.state);
  }

  private machine(initialState?: MachineState): SimulatedMachine {
    const { architecture, createMmu, race, profile } = this.options;
    return createMachine({
      architecture, createMmu, cpus: race.cpus, memoryPages: race.memoryPages, logChunkWords: LOG_CHUNK,
      ...(profile ? { profile } : {}), ...(initialState ? { initialState } : {}),
    });
  }

  world(): World {
    return new World(this.options.race, this.machine(snapshotState(this.start)), this.scene, this.numbers, this.out);
  }

  /** The world after these transitions. */
  reach(way: readonly Transition[]): World {
    const world = this.world();
    for (const step of way) world.take(step);
    return world;
  }
}
