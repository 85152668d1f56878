import { PTE, wordOf } from '@faultline/contracts';
import { empties, emptyOf } from '../cases/empties';
import { firstOf, oneOf, same, signed } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import { kindOf } from '../kinds';
import type { Law } from '../law';
import { flagOf } from '../state';

const text = (name: string, about: string): LawText => ({ name, part: 'codec', about, source: 'arch-interface §1.1, §7 law 1' });

export const emptyLaws: readonly Law[] = [
  defineLaw(
    text('the empty entry is none, and nothing else', 'A new table is filled with it: nothing may be read into it.'),
    empties,
    (arch, level) => {
      const { lo, hi } = emptyOf(arch, level);
      const claims = (['present', 'table', 'protnone'] as const).map((flag) => [flag, false] as const);
      return (
        signed({ lo, hi }) ??
        same('isNone', true, arch.codec.isNone(level, lo, hi)) ??
        same('kind', 'none', kindOf(arch, level, lo, hi)) ??
        firstOf(claims, ([flag, value]) => same(flag, value, flagOf(arch.codec, flag, level, lo, hi))) ??
        (level > PTE ? same('leaf', false, arch.codec.isLeaf(level, lo, hi)) : undefined)
      );
    },
  ),
  defineLaw(text('the empty entry decodes as none', 'People must see that nothing is there.'), empties, (arch, level) => {
    const { lo, hi } = emptyOf(arch, level);
    const { kind, flags, pfn, tablePhys, swap } = arch.codec.decode(level, wordOf(lo, hi));
    return (
      same('kind', 'none', kind) ??
      same('flags.none', true, flags['none']) ??
      oneOf('flags.present', [false], flags['present']) ??
      same('frame', undefined, pfn) ??
      same('table', undefined, tablePhys) ??
      same('swap', undefined, swap)
    );
  }),
];
