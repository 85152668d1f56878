import { isSince, releaseOf } from '@faultline/codec-kit';
import { entrySlot, isSwapKind, KERNELS, wordOf } from '@faultline/contracts';
import { EVIDENCE } from '@faultline/workbench';
import { assert, bigInt, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

const MODELLED = EVIDENCE.flatMap((maker) => KERNELS.map((kernel) => [maker.name, kernel, maker.at({ kernel, release: releaseOf(kernel)! })] as const));

describe('releases', () => {
  it.each([
    ['6.1.59', 6, 1, 59], ['5.15.0-40-generic', 5, 15, 0], ['6.18.0-rc1', 6, 18, 0], ['6.18-rc1', 6, 18, 0], ['6.0.0-rc1-v8', 6, 0, 0], ['4.4.20', 4, 4, 20], ['6.12.107+deb13-amd64', 6, 12, 107],
  ])('%s is told apart', (text, major, minor, patch) => expect(releaseOf(text)).toEqual({ text, major, minor, patch }));
  it.each(['', 'app', '#1', '1234', 'x.y'])("'%s' is none", (text) => expect(releaseOf(text)).toBe(undefined));
  it('6.9 is before 6.12', () => expect([isSince(releaseOf('6.9')!, [6, 12]), isSince(releaseOf('6.12')!, [6, 9]), isSince(releaseOf('7.0')!, [6, 19])]).toEqual([false, true, true]));

  it.each(MODELLED)('%s %s: layouts and types of swap entries are the codec\'s', (_name, _kernel, evidence) => {
    const { swap, codec } = evidence.architecture;
    assert(property(integer({ min: 0, max: 31 }), bigInt({ min: 0n, max: 2n ** 30n }), (type, offset) => {
      const e = entrySlot();
      swap.encode(0, type, Number(offset), 0, e);
      const raw = wordOf(e.lo, e.hi);
      const decoded = codec.decode(0, raw);
      if (!isSwapKind(decoded.kind)) return;
      const read = evidence.read(0, raw, 'user').swap!;
      expect([read.type, read.offset]).toEqual([type, offset]);
      if (decoded.swap!.pfn !== undefined) expect(read.pfn).toBe(BigInt(decoded.swap!.pfn));
    }), { seed: 4711 });
  });

  it.each(MODELLED)('%s %s is exact; a patch release of it is, too', (name, kernel) => {
    const maker = EVIDENCE.find((each) => each.name === name)!;
    expect([`${kernel}.7`, '6.9.1'].filter((text) => maker.at({ release: releaseOf(text)! }).exact)).toEqual([`${kernel}.7`]);
  });

  it.each(EVIDENCE.map((maker) => [maker.name, maker] as const))('%s: of another release it is said what differs', (_name, maker) => {
    const { exact, notes } = maker.at({ release: releaseOf('6.18.0-rc1')! });
    expect({ exact, first: notes[0] }).toEqual({ exact: false, first: expect.stringMatching(/^6\.18\.0-rc1 is not modelled/) });
    expect(notes.join()).toContain('guard');
  });
});
