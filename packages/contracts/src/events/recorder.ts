/**
 * Where decisions put their events. A writer reserves words, fills them and commits; commit folds the record into the
 * state, then publishes it. `cpu` and `cause` are the context of whoever acts now; the scheduler keeps them per thread.
 */
export interface Recorder {
  /** Words of the current chunk; valid until the next `reserve`. */
  words: Int32Array;
  /** CPU that acts. */
  cpu: number;
  /** Seq of the event that led here; -1 for a root. */
  cause: number;
  /** Makes room for `width` words in one chunk; returns where. */
  reserve(width: number): number;
  /** Folds and publishes the record reserved last; returns its seq. */
  commit(): number;
  /** As `commit`, for a kind that changes no state (owner `none`): nothing is folded. */
  note(): number;
}
