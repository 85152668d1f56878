/** Architectures by the name that options and reports use. */
export const ARCHITECTURES = ['x86-64', 'arm64', 's390'];

/** What is delivered while a round runs. */
export const MODES = {
  events: 'every event as a frozen object to one subscriber, log not kept',
  transactions: 'one handle per operation to one subscriber, log kept',
  silent: 'nobody subscribed, log kept (for information)',
};

/** Whether a machine keeps its log in a mode: the marks ask for it with transactions only. */
export const keepsLog = (mode) => mode !== 'events';

/**
 * Flags that node runs the model with. A fault is many small functions, and the default budget inlines only some of them; events
 * are many short-lived objects, and a small nursery (MB) is collected all the time.
 */
export const MODEL_FLAGS = ['--max-inlined-bytecode-size-cumulative=4000', '--min-semi-space-size=64', '--max-semi-space-size=64'];

/**
 * What is compared with the kernel: every side does `repeats` times the same with `pages` pages. `reach` is PERFORMANCE's
 * mark by mode, as model rate by kernel rate; `twin`, where the twin does it too, as model rate by the twin's.
 */
export const WORKLOADS = {
  write: {
    title: 'anonymous write fault', per: 'fault', pages: 200_000, repeats: 1, reach: { events: 1, transactions: 3 },
    twin: { events: 0.12, transactions: 0.25 },
  },
  read: { title: 'zero-page read fault', per: 'fault', pages: 100_000, repeats: 1, reach: { transactions: 1.5 } },
  cow: { title: 'COW write fault after fork', per: 'fault', pages: 10_000, repeats: 4, reach: { transactions: 4 }, twin: {} },
  fork: { title: 'fork of 10,000 written pages', per: 'page', pages: 10_000, repeats: 20, reach: {} },
  zap: { title: 'munmap of written pages', per: 'page', pages: 10_000, repeats: 5, reach: {}, twin: {} },
  churn: { title: 'mmap, touch, munmap', per: 'page', pages: 10_000, repeats: 5, reach: { transactions: 2 }, twin: {} },
};

/** Pages of fresh memory touched a round, to know what a page costs. */
export const TOUCH_PAGES = 4_096;

/** Mapped pages at which the cost of a fault is taken. */
export const SCALES = [1_000, 10_000, 100_000, 1_000_000];
/** Faults timed in one round at each scale; a smaller machine is made anew until there are as many. */
export const SCALE_FAULTS = 10_000;
/** Pages mapped to weigh a mapped page. */
export const MEMORY_PAGES = 100_000;

/** Pages of the run whose log is replayed. */
export const REPLAY_PAGES = 10_000;

/** Names that `--only` takes. */
export const NAMES = [...Object.keys(WORKLOADS), 'replay', 'scaling', 'memory', 'decode', 'start'];

/** `minutes`: what a whole run may take; pairs beyond the least are dropped for it. */
const FULL = { minutes: 10, divisor: 1, warmups: 8, pairs: 7, leastPairs: 5, scaleWarmups: 1, scaleRounds: 5, scales: SCALES };
const QUICK = { minutes: 1, divisor: 5, warmups: 3, pairs: 5, leastPairs: 5, scaleWarmups: 1, scaleRounds: 3, scales: SCALES.slice(0, 2) };

/** Nanoseconds of the host's fault up to which rounds have their full size. */
const FAST_FAULT = 4_000;
const MOST_SHRUNK = 8;

/** By how much rounds shrink on a host whose fault costs so much: 1, 2, 4 or 8. */
export function shrink(faultNs) {
  let by = 1;
  while (by < MOST_SHRUNK && faultNs > by * FAST_FAULT) by *= 2;
  return by;
}

/** How much to measure: all of it, or enough to see that it works; less in a round where the host's fault is slow. */
export function effort(quick, faultNs = 0) {
  const plan = quick ? QUICK : FULL;
  return { ...plan, divisor: plan.divisor * shrink(faultNs) };
}

/** What is compared: every workload on every architecture in every mode; when quick, the others than the first in one mode. */
export function comparisons(only, quick) {
  const modes = (arch) => (quick && arch !== ARCHITECTURES[0] ? ['transactions'] : Object.keys(MODES));
  return Object.keys(WORKLOADS).filter((name) => only.includes(name))
    .flatMap((workload) => ARCHITECTURES.flatMap((arch) => modes(arch).map((mode) => ({ workload, arch, mode }))));
}

/** The part of a run's time that one of so many comparisons may take. @returns milliseconds */
export const shareOf = ({ minutes }, count) => (minutes * 60_000 * COMPARING) / count;
const COMPARING = 0.6;

/** The sizes of a workload at that effort. Fork keeps its pages, as its name says, and is repeated less. */
export function sizes({ pages, repeats }, { divisor }) {
  return repeats >= divisor ? { pages, repeats: Math.ceil(repeats / divisor) } : { pages: pages / divisor, repeats };
}
