import type { Architecture } from '@faultline/contracts';
import { once } from '../cases/family';
import { firstOf, that, whole } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';

const text = (name: string, about: string): LawText => ({ name, part: 'capabilities', about, source: 'arch-interface §4 capabilities' });

/** One declaration needs another. */
const NEEDS: readonly (readonly [string, (arch: Architecture) => boolean, (arch: Architecture) => boolean])[] = [
  ['hwYoung needs hw.ad.a: the kernel trusts the CPU', ({ caps }) => caps.hwYoung, ({ hw }) => hw.ad.a],
  ['oldPrefault needs hwYoung: old pages must not fault', ({ caps }) => caps.oldPrefault, ({ caps }) => caps.hwYoung],
  ['softwareYoung excludes hw.ad.a: hardware cannot mark what it may not use', ({ caps }) => caps.softwareYoung, ({ hw }) => !hw.ad.a],
  ['hw.ad.nonLeafA needs hw.ad.a', ({ hw }) => hw.ad.nonLeafA, ({ hw }) => hw.ad.a],
  ['initialPkru needs pkeys', ({ caps }) => caps.initialPkru !== 0, ({ caps }) => caps.pkeys],
  ['pmdMigration needs huge leaves', ({ caps }) => caps.pmdMigration, ({ geometry }) => geometry.leafLevels > 1],
];

export const capabilityLaws: readonly Law[] = [
  defineLaw(text('capabilities do not contradict each other', 'Generic code consults them one by one.'), once, (arch) =>
    firstOf(NEEDS, ([expected, has, needs]) => that(expected, !has(arch) || needs(arch))),
  ),
  defineLaw(text('a return instruction begins with a byte', 'Programs of scenarios are written with it.'), once, ({ caps }) =>
    whole('retByte', caps.retByte, 0, 255),
  ),
];
