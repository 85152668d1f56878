import {
  WALK_ADDRESS_SIZE, WALK_NONCANONICAL, WALK_NOT_PRESENT, type Architecture, type Hardware, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { arm, plant, x86, z, zFour, type Planted } from './plant';

const BEGINS = 'a walk begins at the level it is told, reads only what lies below, and finds the same page';
const BEYOND = 'a page that the root does not span is refused before anything is read, wherever the walk begins';

/** A walk that takes its request for another one. */
const asked =
  (change: (request: WalkRequest) => Partial<WalkRequest>) =>
  (hw: Hardware): Partial<Hardware> => ({ walk: (request, memory, out) => hw.walk({ ...request, ...change(request) }, memory, out) });

const alone = (law: string, fault: string, whole: Architecture, hw: (it: Hardware) => Partial<Hardware>): Planted => ({
  ...plant(law, fault, whole, 'hw', hw),
  alone: true,
});

/** A page number cut to the 48 bits of address that the tables have. */
const cut = ({ vpnHi }: WalkRequest): Partial<WalkRequest> => ({ vpnHi: vpnHi & 15 });

/** Another fault in the outcome, another syndrome, or both. */
const refusedAs = (changed: Partial<WalkOutcome>) => (it: Hardware): Partial<Hardware> => ({
  walk(request, memory, out) {
    it.walk(request, memory, out);
    if (out.fault === WALK_NONCANONICAL || out.fault === WALK_ADDRESS_SIZE) Object.assign(out, changed);
  },
});

/** A page fault of x86: not present, by a read of the kernel. */
const PAGE_FAULT = { syndromeLo: 0, syndromeHi: 0 };

/** A walk that looks at one table above the one at which it was to begin. */
const looksAbove = (it: Hardware): Partial<Hardware> => ({
  walk(request, memory, out) {
    const { root, topLevel, mm } = request;
    if (topLevel < mm.topLevel) memory.read(topLevel + 1, root, 0, { lo: 0, hi: 0 });
    it.walk(request, memory, out);
  },
});

const rangeOf = (change: (request: WalkRequest) => number) => asked((request) => ({ mm: { ...request.mm, topLevel: change(request) } }));

/** Faults of where a walk begins, and of which pages it takes on. */
export const plantedStarts: readonly Planted[] = [
  ...[x86, arm, z].map((arch) => alone(BEGINS, `${arch.name}: from the root, always`, arch, asked(({ mm }) => ({ topLevel: mm.topLevel })))),
  plant(BEGINS, 'from where a fresh mm has its root', z, 'hw', asked(({ topLevel }) => ({ topLevel: Math.min(topLevel, z.geometry.topLevel) }))),
  alone(BEGINS, 'a grown root that spans no more than a fresh one', z, rangeOf(() => z.geometry.topLevel)),
  alone(BEGINS, 'the range of the table it begins at', z, rangeOf(({ topLevel }) => topLevel)),
  plant(BEGINS, 'a look at the table above', arm, 'hw', looksAbove),
  ...[x86, arm].map((arch) => alone(BEYOND, `${arch.name}: numbers cut to the width of the tables`, arch, asked(cut))),
  ...[z, zFour].map((arch) => alone(BEYOND, `${arch.config}: no look at what the root spans`, arch, rangeOf(() => 4))),
  alone(BEYOND, 'a look at what the root spans only from the root', z, rangeOf(({ topLevel, mm }) => (topLevel < mm.topLevel ? 4 : mm.topLevel))),
  alone(BEYOND, 'the syndrome of a page fault', x86, refusedAs(PAGE_FAULT)),
  alone(BEYOND, 'a page fault where there is an exception', x86, refusedAs({ ...PAGE_FAULT, fault: WALK_NOT_PRESENT })),
];
