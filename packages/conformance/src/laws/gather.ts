import { EFFECT_MM, EFFECT_RANGE, LiveSteps, STEP_STORE, type Architecture, type GatherFlush } from '@faultline/contracts';
import fc from 'fast-check';
import { levelless, once } from '../cases/family';
import { firstOf, oneOf, same, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { scenes, sceneWords, type Scene } from '../live-kit';
import { quietMm } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §5, §6 gather'): LawText => ({ name, part: 'gather', about, source });

interface Flushing {
  readonly scene: Scene;
  readonly state: GatherFlush;
}
const flushing = levelless<Flushing>(
  (arch) =>
    fc.record({
      scene: scenes(arch),
      state: fc.record({
        fullmm: fc.boolean(),
        needFlushAll: fc.boolean(),
        freedTables: fc.boolean(),
        start: fc.constant(1),
        end: fc.integer({ min: 2, max: 600 }),
        clearedLevels: fc.integer({ min: 1, max: 7 }),
      }),
    }),
  ({ scene, state }) =>
    [
      state.fullmm ? 'whole mm' : `pages 1 to ${state.end}`,
      ...(state.needFlushAll ? ['all to be flushed'] : []),
      ...(state.freedTables ? ['tables freed'] : []),
      sceneWords(scene),
    ].join(', '),
);

function kindsOf(fill: (steps: LiveSteps) => void): readonly number[] {
  const steps = new LiveSteps();
  fill(steps);
  return [...steps.kind.subarray(0, steps.count)];
}
const isFlush = (kind: number): boolean => kind === EFFECT_RANGE || kind === EFFECT_MM;
const isImmediate = ({ gather }: Architecture): boolean => gather.mode === 'immediate';
const flushesWhen = (wanted: boolean, kinds: readonly number[]): Mismatch | undefined =>
  wanted ? that('a flush of the range or the mm', kinds.some(isFlush), `effects ${kinds.join(' ') || 'none'}`) : undefined;

export const gatherLaws: readonly Law[] = [
  defineLaw(
    text('the gather is of a kind there is', 'Generic code asks for these words.'),
    once,
    ({ gather }) => oneOf('mode', ['batched', 'immediate'], gather.mode) ?? oneOf('tableFree', ['pageBatch', 'rcuBatch'], gather.tableFree),
  ),
  defineLaw(
    {
      ...text(
        'a batched gather flushes before pages are freed',
        'Cleared entries may still be cached. An mm that goes away as a whole needs it only for its tables.',
        'arch-interface §6 gather.flush; mmu-gather §10',
      ),
      applies: (arch) => !isImmediate(arch),
    },
    flushing,
    ({ gather }, { state, scene }) =>
      flushesWhen(
        !state.fullmm || state.freedTables,
        kindsOf((steps) => gather.flush(state, scene.mm, steps)),
      ),
  ),
  defineLaw(
    {
      ...text(
        'an immediate gather performs the flush that is owed',
        'Clearing an entry has flushed it already, or has left the mm owing a flush.',
        'arch-interface §5 flush calls, §6 gather.flush',
      ),
      applies: isImmediate,
    },
    flushing,
    ({ gather }, { state, scene }) =>
      flushesWhen(
        scene.mm.flushOwed,
        kindsOf((steps) => gather.flush(state, scene.mm, steps)),
      ),
  ),
  defineLaw(
    text(
      'the flush calls flush; where nothing is gathered, at least when a flush is owed',
      'fork and mprotect call them after changing entries.',
      'arch-interface §5 flush calls',
    ),
    flushing,
    (arch, { scene: { mm } }) => {
      const { live } = arch;
      const pages = isImmediate(arch) ? [] : (['flushPage'] as const);
      const ranges = isImmediate(arch) && !mm.flushOwed ? [] : (['flushRange', 'flushMm'] as const);
      return firstOf([...pages, ...ranges], (call) => {
        const kinds = kindsOf((steps) => live[call](mm, steps));
        return that(`${call} has an effect`, kinds.length > 0, 'none');
      });
    },
  ),
  defineLaw(
    text('flush calls, fixSpurious and afterInstall store nothing', 'They are about translations.'),
    flushing,
    ({ live }, { scene: { mm, cpu } }) => {
      const calls: readonly (readonly [string, (steps: LiveSteps) => void])[] = [
        ['flushPage', (steps) => live.flushPage(mm, steps)],
        ['flushRange', (steps) => live.flushRange(mm, steps)],
        ['flushMm', (steps) => live.flushMm(mm, steps)],
        ['fixSpurious', (steps) => live.fixSpurious(mm, cpu, steps)],
        ['afterInstall', (steps) => live.afterInstall(mm, cpu, steps)],
      ];
      return firstOf(calls, ([name, call]) => that(`${name} only has effects`, !kindsOf(call).includes(STEP_STORE), 'a store'));
    },
  ),
  defineLaw(
    text(
      'afterInstall has an effect exactly if caps.installEffect says so',
      'The core spares the call where it has none.',
      'contracts caps.installEffect',
    ),
    once,
    ({ live, caps, geometry }) =>
      same('an effect', caps.installEffect, kindsOf((steps) => live.afterInstall(quietMm(geometry.topLevel), 0, steps)).length > 0),
  ),
];
