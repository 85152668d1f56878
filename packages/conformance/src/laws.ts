import type { Law } from './law';
import { accessCheckLaws } from './laws/access-check';
import { accessFlagLaws } from './laws/access-flags';
import { accessedDirtyLaws } from './laws/accessed-dirty';
import { capabilityLaws } from './laws/capabilities';
import { decodeLaws } from './laws/decode';
import { emptyLaws } from './laws/empty';
import { faultLaws } from './laws/faults';
import { gatherLaws } from './laws/gather';
import { geometryLaws } from './laws/geometry';
import { leafLaws } from './laws/leaves';
import { changeLaws } from './laws/live-change';
import { clearLaws } from './laws/live-clear';
import { modifierLaws } from './laws/modifiers';
import { modifyLaws } from './laws/modify';
import { permissionLaws } from './laws/permission';
import { predicateLaws } from './laws/predicates';
import { protectionLaws } from './laws/protection';
import { shapeLaws } from './laws/shape';
import { swapLaws } from './laws/swap';
import { swapTypeLaws } from './laws/swap-types';
import { translationLaws } from './laws/translations';
import { walkLaws } from './laws/walk';
import { walkStartLaws } from './laws/walk-start';

/**
 * All laws, in the order in which each leans on the ones before: a new architecture answers for them from the top.
 * @example
 * conformanceLaws.find((law) => law.name === 'modify done twice is done once')?.source; // 'arch-interface §7 law 6'
 */
export const conformanceLaws: readonly Law[] = Object.freeze([
  ...shapeLaws,
  ...capabilityLaws,
  ...geometryLaws,
  ...emptyLaws,
  ...predicateLaws,
  ...decodeLaws,
  ...leafLaws,
  ...protectionLaws,
  ...modifierLaws,
  ...modifyLaws,
  ...swapTypeLaws,
  ...swapLaws,
  ...walkLaws,
  ...walkStartLaws,
  ...permissionLaws,
  ...accessedDirtyLaws,
  ...translationLaws,
  ...faultLaws,
  ...accessCheckLaws,
  ...clearLaws,
  ...changeLaws,
  ...accessFlagLaws,
  ...gatherLaws,
]);
