import { KERNELS, type Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { ConfigError, x86_64, X86_CONFIGS } from './index';
import { parseConfig } from './config';

const LEVELS: Readonly<Record<string, number>> = { l4: 4, '4level': 4, l5: 5, '5level': 5 };
const SUBSETS = [[], ['shstk'], ['devpriv'], ['nopku'], ['shstk', 'devpriv'], ['devpriv', 'nopku'], ['nopku', 'shstk'], ['nopku', 'devpriv',
'shstk'], ['nohwpoison'], ['nopku', 'nohwpoison']];
const LEGAL = KERNELS.flatMap((kernel) => X86_CONFIGS.geometries.flatMap((geometry) =>
  SUBSETS.filter((options) => kernel === '6.12' || !options.includes('shstk')).map((options) => ({ kernel, geometry, options,
  text: [geometry, ...options].join('+') }))));

describe('the configurations of arch-x86 §1', () => {
  it('are told by the package', () => expect(X86_CONFIGS).toEqual({ geometries: Object.keys(LEVELS), options: ['shstk', 'devpriv', 'nopku', 'nohwpoison'] }));

  it.each(LEGAL)('$text under $kernel', ({ kernel, geometry, options, text }) => {
    expect(parseConfig(text, kernel)).toEqual({
      text, kernel, levels: LEVELS[geometry], shadowStack: options.includes('shstk'), devicePrivate: options.includes('devpriv'),
      pkeys: !options.includes('nopku'), memoryFailure: !options.includes('nohwpoison'),
    });
    expect(x86_64({ config: text, kernel })).toMatchObject({ name: 'x86-64', config: text, kernel, machineName: 'x86_64' });
  });

  it('default to four levels and the version of the model', () => expect(x86_64()).toMatchObject({ config: 'l4', kernel: '6.2' }));
});

const ALIASES: readonly (readonly [id: string, config: string, kernel: Kernel])[] = [
  ['l4-6.1', 'l4', '6.1'], ['l4-6.2', 'l4', '6.2'], ['l4-6.2-devpriv', 'l4+devpriv', '6.2'], ['l5-6.2', 'l5', '6.2'], ['l4-6.12', 'l4', '6.12'],
  ['l4-6.12-shstk', 'l4+shstk', '6.12'],
];

it.each(ALIASES)('the vectors\' id %s is %s under %s', (id, config, kernel) => {
  expect(parseConfig(id, kernel)).toEqual(parseConfig(config, kernel));
  expect(x86_64({ config: id })).toMatchObject({ config, kernel });
});

const WRONG: readonly (readonly [text: string, kernel: string, message: string, remedy: string])[] = [
  ['l6', '6.2', "x86-64 has no geometry 'l6'", 'use one of l4, 4level, l5, 5level'],
  ['', '6.2', "x86-64 has no geometry ''", 'use one of l4, 4level, l5, 5level'],
  ['L4', '6.2', "x86-64 has no geometry 'L4'", 'use one of l4, 4level, l5, 5level'],
  ['constructor', '6.2', "x86-64 has no geometry 'constructor'", 'use one of l4, 4level, l5, 5level'],
  ['l4+pku', '6.2', "x86-64 has no option 'pku'", 'use one of shstk, devpriv, nopku, nohwpoison'],
  ['l4+', '6.2', "x86-64 has no option ''", 'use one of shstk, devpriv, nopku, nohwpoison'],
  ['l4+toString', '6.2', "x86-64 has no option 'toString'", 'use one of shstk, devpriv, nopku, nohwpoison'],
  ['l4-6.2-pku', '6.2', "x86-64 has no option 'pku'", 'use one of shstk, devpriv, nopku, nohwpoison'],
  ['l4', '6.3', 'kernel 6.3 is not modelled', 'use one of 6.1, 6.2, 6.12'],
  ['l4-6.3', '6.2', 'kernel 6.3 is not modelled', 'use one of 6.1, 6.2, 6.12'],
  ['l4+shstk', '6.1', 'shadow stacks came after 6.1', 'use kernel 6.12 with shstk'],
  ['l5+nopku+shstk', '6.2', 'shadow stacks came after 6.2', 'use kernel 6.12 with shstk'],
  ['l4-6.2-shstk', '6.12', 'shadow stacks came after 6.2', 'use kernel 6.12 with shstk'],
];

it.each(WRONG)("'%s' under %s is refused: %s", (text, kernel, message, remedy) => {
  const refused = () => x86_64({ config: text, kernel: kernel as Kernel });
  expect(refused).toThrow(ConfigError);
  expect(refused).toThrow(expect.objectContaining({ code: 'unknown-config', message, remedy }));
});

describe('what an option changes', () => {
  it('nopku: no keys, and no execute-only memory', () => {
    const { caps, prot } = x86_64({ config: 'l4+nopku' });
    expect([caps.pkeys, caps.executeOnly, caps.initialPkru, prot.execOnlyPkey]).toEqual([false, false, 0, 0]);
  });

  it('without it: key 1 for execute-only memory, and all keys but 0 shut at first', () => {
    const { caps, prot } = x86_64();
    expect([caps.pkeys, caps.executeOnly, caps.initialPkru, prot.execOnlyPkey]).toEqual([true, true, 0x55555554, 1]);
  });

  it('nohwpoison: no program is told of poisoned memory, and no swap type stands for it', () => {
    const { caps, swap } = x86_64({ config: 'l4+nohwpoison' });
    expect([caps.poisonSignal, swap.types.hwpoison, swap.types.maxFiles]).toEqual([false, -1, x86_64().swap.types.maxFiles + 1]);
  });

  it('6.12: modify of a huge entry loses its dirty mark (§5)', () => {
    expect(KERNELS.map((kernel) => x86_64({ kernel }).caps.modifyKeeps.hugeDirty)).toEqual([true, true, false]);
  });
});
