import { VM_READ, VM_SHARED, type RuleId } from '@faultline/contracts';
import { ruleNamed, type ArgMeaning } from '@faultline/contracts/rules';
import { AT, type Subject } from './given-state';
import { ofType, rules } from './words';

/** Pages of one table, and where the cases have their second mapping. */
const MOST = 1024;
const TO = AT + 0x2000;

/** By what an argument means: can it be this? */
const POSSIBLE: Readonly<Record<ArgMeaning, (arg: number, subject: Subject) => boolean>> = {
  none: (arg) => arg === 0,
  answer: (arg) => arg === 0 || arg === 1,
  pfn: (arg, { view }) => arg === 0 || view.page(arg).refcount >= 0,
  vpn: (arg) => arg >= AT && arg < TO,
  object: (arg, { core }) => core.state.hasObject(arg),
  pgoff: (arg) => arg >= 0 && arg < MOST,
  count: (arg) => arg >= 0 && arg < MOST,
  slot: (arg) => arg >= 1 && arg < MOST,
  vmFlags: (arg) => (arg & VM_READ) !== 0 && (arg & VM_SHARED) === 0,
};

/** Rules that decided with an argument which is not what the rule says of it. */
export function oddArguments(subject: Subject): RuleId[] {
  const events = ofType([...subject.log.events(0)], 'BranchTaken');
  return rules(events).filter((id, at) => !POSSIBLE[ruleNamed(id)!.arg](events[at]!.arg, subject));
}
