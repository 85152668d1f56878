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
 * What is compared with the kernel: both sides do `repeats` times the same with `pages` pages. `reach` is PERFORMANCE's
 * mark by mode, as model rate by kernel rate.
 */
export const WORKLOADS = {
  write: { title: 'anonymous write fault', per: 'fault', pages: 200_000, repeats: 1, reach: { events: 1, transactions: 3 } },
  read: { title: 'zero-page read fault', per: 'fault', pages: 100_000, repeats: 1, reach: { transactions: 1.5 } },
  cow: { title: 'COW write fault after fork', per: 'fault', pages: 10_000, repeats: 4, reach: { transactions: 4 } },
  fork: { title: 'fork of 10,000 written pages', per: 'page', pages: 10_000, repeats: 20, reach: {} },
  churn: { title: 'mmap, touch, munmap', per: 'page', pages: 10_000, repeats: 5, reach: { transactions: 2 } },
};

/** Mapped pages at which the cost of a fault is taken. */
export const SCALES = [1_000, 10_000, 100_000, 1_000_000];
/** Faults timed in one round at each scale; a smaller machine is made anew until there are as many. */
export const SCALE_FAULTS = 10_000;
/** Pages mapped to weigh a mapped page. */
export const MEMORY_PAGES = 100_000;

/** Names that `--only` takes. */
export const NAMES = [...Object.keys(WORKLOADS), 'scaling', 'memory', 'decode'];

const FULL = { divisor: 1, warmups: 8, pairs: 7, scaleWarmups: 1, scaleRounds: 5, scales: SCALES };
const QUICK = { divisor: 5, warmups: 8, pairs: 5, scaleWarmups: 1, scaleRounds: 3, scales: SCALES.slice(0, 3) };

/** How much to measure: all of it, or enough to see that it works. */
export const effort = (quick) => (quick ? QUICK : FULL);

/** The sizes of a workload at that effort. Fork keeps its pages, as its name says, and is repeated less. */
export function sizes({ pages, repeats }, { divisor }) {
  return repeats >= divisor ? { pages, repeats: Math.ceil(repeats / divisor) } : { pages: pages / divisor, repeats };
}
