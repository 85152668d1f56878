/** What is measured of both trees: a job of their workers, on x86-64. */
const MEASURES = [
  { name: 'write', mode: 'transactions', what: 'write fault, transactions', pages: 50_000, repeats: 1 },
  { name: 'write', mode: 'events', what: 'write fault, events', pages: 50_000, repeats: 1 },
  { name: 'cow', mode: 'transactions', what: 'COW fault', pages: 10_000, repeats: 3 },
  { name: 'zap', mode: 'transactions', what: 'munmap', pages: 10_000, repeats: 5 },
  { name: 'churn', mode: 'transactions', what: 'mmap, touch, munmap', pages: 10_000, repeats: 3 },
  { name: 'replay', mode: undefined, what: 'replay, a record', pages: 10_000, repeats: 1 },
];

/** Names that `--only` takes beside a commit. */
export const BESIDE_NAMES = [...new Set(MEASURES.map(({ name }) => name))];
export const measuresOf = (only) => MEASURES.filter(({ name }) => only.includes(name));

/** Pairs of processes, each with rounds that warm up and rounds that count: how code gets compiled differs from process to process. */
const FULL = { processes: 3, warmups: 7, pairs: 5, divisor: 1 };
const QUICK = { processes: 3, warmups: 3, pairs: 3, divisor: 5 };
export const besideEffort = (quick) => (quick ? QUICK : FULL);

/** Jobs that a commit from before the bench replayed logs has not. */
export const OLDER_JOBS = ['replay', 'zap'];

/** Arguments of a worker for a measure. An older worker's jobs are its own: there zap is one. */
export function argumentsOf({ name, mode, pages, repeats }, worker, divisor) {
  const size = pages / divisor;
  if (name === 'replay') return ['replay', 'x86-64', size];
  return worker === 'model-worker.mjs' ? ['workload', 'x86-64', name, mode, size, repeats] : [name, 'x86-64', mode, size, repeats];
}
