/** Version of the written log; stands in its header. 2: fields have meanings, `vmFlags` are hexadecimal. 3: what waits on a CPU is told (`FlushSent`). 4: steps of a scenario are marked. 5: rules stand by their ids. */
export const LOG_VERSION = 5;
