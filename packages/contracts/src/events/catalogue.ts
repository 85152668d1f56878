import { CORE_KINDS } from './kinds/core';
import { CPU_KINDS } from './kinds/cpu';
import { FACTS } from './kinds/facts';
import { GATHER_KINDS } from './kinds/gather';
import type { EventSpec } from './spec';

/** Version of the written log; stands in its header. 2: fields have meanings, `vmFlags` are hexadecimal. 3: what waits on a CPU is told (`FlushSent`). 4: steps of a scenario are marked. 5: rules stand by their ids. */
export const LOG_VERSION = 5;

/**
 * Every fact a run can record. `tools/events` generates types, writers, readers, factories and the record of each from it
 * (`events.gen.ts`): only generated code knows where a field stands. A new kind is a row in its owner's file.
 */
export const CATALOGUE: readonly EventSpec[] = [...FACTS, ...CPU_KINDS, ...CORE_KINDS, ...GATHER_KINDS];
