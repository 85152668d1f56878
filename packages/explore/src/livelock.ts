import type { World } from './world';

/** The last fault, in words. */
function lastFault({ machine: { log } }: World): string {
  const fault = [...log.events(0)].filter((event) => event.type === 'FaultRaised').at(-1);
  return fault === undefined ? '' : `: the ${fault.access} of page 0x${fault.vpn.toString(16)} by CPU ${fault.cpu} is refused (${fault.reason}) again and again`;
}

/** Who can never end, whatever is scheduled. */
export function livelockOf(world: World): string {
  const names = world.race.threads.map(({ name }) => name).filter((_, thread) => !world.runners[thread]!.done);
  return `${names.join(', ')} can never end${lastFault(world)}; the laws of an architecture tell where its walk and its entries disagree`;
}
