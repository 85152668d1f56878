import type { UnknownName } from '@faultline/contracts';
import { ScenarioError, type Place, type ScenarioErrorCode } from './errors';
import { LIMITS } from './limits';

/** One thing that is wrong with a file. */
export interface Mistake {
  readonly code: ScenarioErrorCode;
  /** Where it stands: characters from the beginning of the text. */
  readonly offset: number;
  /** Where it is told, if not there: what is missing from a map comes after all that stands in the map. */
  readonly order?: number;
  readonly message: string;
  readonly remedy: string;
  readonly unknown?: UnknownName;
}

/** Collects what is wrong with a file: the first ones whole, the others by their number. */
export class Mistakes {
  private readonly told: Mistake[] = [];
  private count = 0;

  /** @param find describes the mistake; it may take time that grows with the file, so it is not called for mistakes that are only counted */
  add(find: () => Mistake): void {
    this.count++;
    if (this.told.length < LIMITS.mistakes) this.told.push(find());
  }

  get any(): boolean {
    return this.count > 0;
  }

  /** @throws ScenarioError for all of them, if there are any */
  refuse(placeOf: (offset: number) => Place): void {
    if (!this.any) return;
    const [first, ...more] = [...this.told].sort((a, b) => (a.order ?? a.offset) - (b.order ?? b.offset));
    const { code, offset, message, remedy, unknown } = first!;
    const others = more.map((each) => new ScenarioError(each.code, placeOf(each.offset), each.message, each.remedy, each.unknown));
    throw new ScenarioError(code, placeOf(offset), message, remedy, unknown, others, this.count - this.told.length);
  }
}
