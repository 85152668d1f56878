import type { Refusal } from '@faultline/contracts';
import { VERDICTS, type Verdict } from '../document';
import type { Context } from './context';
import type { Entry } from './entries';
import type { Fault } from './fault';
import type { SwapValue } from './swaps';
import type { Width } from './width';

/** What a report comes to, and why. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly because: readonly string[];
  /** What is missing, in words. */
  readonly missing: readonly string[];
  /** Which entry refuses, and by what. */
  readonly refusals: readonly Pick<Refusal, 'because' | 'level'>[];
}

/** All that is weighed. */
export interface Evidenced {
  readonly context: Context;
  readonly entries: readonly Entry[];
  readonly unread: boolean;
  readonly fault: Fault | undefined;
  readonly width: Width | undefined;
  readonly swaps: readonly SwapValue[];
}

/** Collects what holds; the gravest is said. */
export class Weighing {
  readonly found = new Set<Verdict>();
  readonly because = new Set<string>();
  readonly missing: string[] = [];
  refusals: readonly Pick<Refusal, 'because' | 'level'>[] = [];
  say(verdict: Verdict, ...because: readonly string[]): void {
    this.found.add(verdict);
    for (const each of because) this.because.add(each);
  }
  note(...because: readonly string[]): void {
    for (const each of because) this.because.add(each);
  }
  end(): Judgement {
    const verdict = VERDICTS.find((each) => this.found.has(each)) ?? 'not-enough';
    return { verdict, because: [...this.because], missing: this.missing, refusals: this.refusals };
  }
}
