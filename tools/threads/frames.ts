/** What a compiled path's body is given: where it goes on, and what the path that it ran has returned. */
interface Place {
  label: number;
  value: unknown;
  sent(): unknown;
}
/** What a body does next, in TypeScript's numbers: return, go to, step, run a path. */
type Move = readonly [code: 2 | 3 | 4 | 5, value?: unknown];

type Make = (...args: unknown[]) => Frame;

/** One path in progress: its function, its place, its locals. */
export class Frame {
  readonly at: Place = { label: 0, value: undefined, sent() { return this.value; } };
  private thread: Thread | undefined;

  constructor(
    readonly self: unknown, readonly make: Make, readonly args: readonly unknown[], readonly closed: readonly unknown[],
    readonly body: (at: Place) => Move, readonly save: () => unknown[], readonly load: (locals: readonly unknown[]) => void,
  ) {}

  /** As a generator: what runs paths to their end takes frames too. */
  next(): IteratorResult<unknown, unknown> {
    return (this.thread ??= new Thread([this])).next();
  }
}

/** Called by compiled paths in place of `__generator`. */
function frame$(
  make: Make, args: ArrayLike<unknown>, closed: unknown[], self: unknown, body: Frame['body'], save: Frame['save'], load: Frame['load'],
): Frame {
  return new Frame(self, make, Array.from(args), closed, body, save, load);
}

type Maker = new (...args: never[]) => object;

/** One compiled class goes on from another. */
function __extends(derived: Maker, base: Maker): void {
  Object.setPrototypeOf(derived, base);
  derived.prototype = Object.create(base.prototype, { constructor: { value: derived } }) as object;
}

/** What compiled code calls, by the names that TypeScript gives it. */
export const HELPERS = { frame$, __values: <T>(of: T): T => of, __assign: Object.assign, __extends };

/** Paths in progress, each run by the one before it. */
export class Thread {
  constructor(readonly frames: Frame[]) {}

  /** To the next step, or to the end. */
  next(): IteratorResult<unknown, unknown> {
    for (;;) {
      const top = this.frames.at(-1)!;
      const [code, value] = top.body.call(top.self, top.at);
      if (code === 3) top.at.label = value as number;
      else if (code === 4) {
        top.at.label++;
        top.at.value = undefined;
        return { done: false, value };
      } else if (code === 5) {
        top.at.label++;
        this.frames.push(value as Frame);
      } else {
        this.frames.pop();
        if (this.frames.length === 0) return { done: true, value };
        this.frames.at(-1)!.at.value = value;
      }
    }
  }

  /** A thread of its own in the same place. @param copied gives the value that stands for a value */
  copy(copied: (value: unknown) => unknown): Thread {
    return new Thread(this.frames.map(({ self, make, args, at, save }) => {
      const frame = (copied(make) as Make).apply(copied(self), args.map(copied));
      frame.load(save().map(copied));
      Object.assign(frame.at, { label: at.label, value: copied(at.value) });
      return frame;
    }));
  }

  /** All that the thread is: for each path its name, its place and its locals. */
  parts(): unknown[] {
    return this.frames.map(({ make, at, self, save }) => [make.name, at.label, self, at.value, ...save()]);
  }
}
