import { architecture as toy } from '@faultline/arch-toy';
import type { Architecture, Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { faultline } from './testing/captured';
import { toyModules } from './testing/toy-modules';

type Options = { kernel?: Kernel; config?: string };

/** The toy under another name. */
const elsewhere = (options: Options): Architecture => ({ ...toy(options), name: 'elsewhere' });
/** Its CPU finds nothing, ever. */
function blind(options: Options): Architecture {
  const whole = toy(options);
  const walk: Architecture['hw']['walk'] = (request, memory, out) =>
    whole.hw.walk(request, { read: (level, _table, _index, slot) => whole.codec.none(level, slot), verdict() {}, update: memory.update.bind(memory) }, out);
  return { ...whole, name: 'blind', hw: { ...whole.hw, walk } };
}
const moduleOf = toyModules('faultline-explore-spec', { elsewhere, blind });

describe('explore with an architecture from outside', () => {
  it.each([[[]], [['--arch', 'elsewhere']]])('names itself, or is named: %j', (more) => {
    const { status, out, err } = faultline('explore', 'free-before-flush', '--arch-module', moduleOf('elsewhere'), ...more, '--max-states', '10');
    expect({ status, err }).toEqual({ status: 3, err: '' });
    expect(out).toContain('\non elsewhere:36bit, kernel 6.2\n');
  });

  it('says so, and does not hang, where an access never completes', () => {
    expect(faultline('explore', 'free-before-flush', '--arch-module', moduleOf('blind'))).toEqual({
      status: 2, out: '', err: 'faultline: free-before-flush cannot start: an access to page 0x100000 faulted 16 times; '
        + 'the walk refuses what the fault path takes for mapped: run the conformance suite on the architecture\n',
    });
  });
});
