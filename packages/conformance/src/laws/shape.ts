import type { Architecture } from '@faultline/contracts';
import { once } from '../cases/family';
import { that, type Mismatch } from '../claims';
import { defineLaw } from '../define-law';
import type { Law } from '../law';
import { MODIFY_KEEPS, PARTS, WHOLE, type Kind } from './members';

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

function complete(part: object, members: Readonly<Record<string, Kind>>): Mismatch | undefined {
  const found = part as Readonly<Record<string, unknown>>;
  const absent = Object.entries(members).filter(([name, kind]) => typeOf(found[name]) !== kind);
  const words = absent.map(([name, kind]) => `${name} (${kind})`).join(', ');
  return that('all members, of the right type', absent.length === 0, `missing or of another type: ${words}`);
}

const shape = (name: string, members: Readonly<Record<string, Kind>>, partOf: (arch: Architecture) => object): Law =>
  defineLaw(
    {
      name,
      part: 'shape',
      about: 'The core calls these members without asking whether they exist.',
      source: 'arch-interface §2; contracts arch/architecture.ts',
    },
    once,
    (arch) => complete(partOf(arch), members),
  );

/** Nothing of the interface is left out: the first thing a new architecture has to answer for. */
export const shapeLaws: readonly Law[] = [
  shape('every part of the interface is there', WHOLE, (arch) => arch),
  ...Object.entries(PARTS).map(([part, members]) =>
    shape(`${part}: every member is there`, members, (arch) => (arch[part as keyof typeof PARTS] as object | undefined) ?? {}),
  ),
  shape('caps.modifyKeeps: every member is there', MODIFY_KEEPS, ({ caps }) => caps.modifyKeeps),
];
