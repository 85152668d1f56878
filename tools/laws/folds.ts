import { isDeepStrictEqual } from 'node:util';
import { buildEvent, type Architecture } from '@faultline/contracts';
import { coreInvariants, referenceInvariants } from '@faultline/core-mm';
import { shapeOf } from '@faultline/core-mm';
import { equalStates, follower, initialMachineState, type SimulatedMachine } from '@faultline/machine';
import type { Projection } from '@faultline/projections';
import { referenceFold, renderState, type PlainState } from '@faultline/projections/reference';

/** Folds a machine's log anew in both ways, and compares with the live state after every event. */
export class FoldWatch {
  private readonly reference: Projection<PlainState>;
  private plain: PlainState;
  private readonly folded;
  private readonly follow;
  private readonly architecture: Architecture;
  events = 0;
  readonly broken: string[] = [];

  constructor(private readonly machine: SimulatedMachine) {
    this.architecture = machine.architecture;
    this.reference = referenceFold(machine.architecture);
    this.plain = this.reference.initial;
    this.folded = initialMachineState(shapeOf(machine.architecture), machine.memoryPages, machine.cpus);
    this.follow = follower(this.folded);
    machine.events$.subscribe(({ seq }) => this.look(seq));
  }

  private look(seq: number): void {
    const { words, at } = this.machine.log.locate(seq);
    const why = this.follow(words, at, seq);
    if (why !== undefined) this.fail(seq, `cannot follow: ${why}`);
    this.plain = this.reference.evolve(this.plain, buildEvent(words, at, seq));
    if (!equalStates(this.folded, this.machine.state)) this.fail(seq, 'fold differs from the live state');
    if (!isDeepStrictEqual(renderState(this.architecture, this.folded), this.plain)) this.fail(seq, 'fast fold differs from the reference fold');
    for (const sentence of referenceInvariants(this.machine.state.core).slice(0, 1)) this.fail(seq, sentence);
    this.events++;
  }

  /** To call between operations. */
  settled(): void {
    for (const sentence of coreInvariants(this.architecture, this.machine.state.core)) this.fail(this.machine.log.length - 1, sentence);
  }

  private fail(seq: number, what: string): void {
    if (this.broken.length < 5) this.broken.push(`event ${seq} (${this.machine.log.at(seq).type}): ${what}`);
  }
}
