import { CORE_KINDS } from './kinds/core';
import { CPU_KINDS } from './kinds/cpu';
import { FACTS } from './kinds/facts';
import { GATHER_KINDS } from './kinds/gather';
import type { EventSpec } from './spec';

/**
 * Every fact a run can record. `tools/events` generates types, writers, readers, factories and the record of each from it
 * (`events.gen.ts`): only generated code knows where a field stands. A new kind is a row in its owner's file.
 */
export const CATALOGUE: readonly EventSpec[] = [...FACTS, ...CPU_KINDS, ...CORE_KINDS, ...GATHER_KINDS];
