import { ENTRY_KINDS, LEVEL_NAMES } from '@faultline/contracts';
import { DumpError } from './errors';
import { DEFECT_KINDS, type Mapping } from './mapping';

const NOT = 'no-';

/** Names that a row answers to: its kind, its level, and the flags that are set. `name=value` for flags that have values. */
function answers(row: Mapping, name: string): boolean {
  if (row.kind === name || LEVEL_NAMES[row.level] === name) return true;
  const [flag = '', value] = name.split('=');
  const own = Object.hasOwn(row.flags, flag) ? row.flags[flag] : undefined;
  return value === undefined ? own === true : own !== undefined && String(own) === value;
}

const has = (row: Mapping, attribute: string): boolean =>
  attribute.startsWith(NOT) ? !answers(row, attribute.slice(NOT.length)) : answers(row, attribute);

/** Names that mean something in these rows. */
function knownIn(rows: readonly Mapping[]): string[] {
  const flags = new Set(rows.flatMap((row) => Object.keys(row.flags)));
  return [...ENTRY_KINDS, ...DEFECT_KINDS, ...LEVEL_NAMES, ...[...flags].sort()];
}

/**
 * The rows that have every attribute: a kind (`huge`, `swap`), a level (`pmd`), a flag that is set (`write`), or `flag=value` (`pkey=3`);
 * `no-` before it wants the opposite.
 * @throws DumpError for a name that no row could answer to
 */
export function withAttributes(rows: readonly Mapping[], attributes: readonly string[]): Mapping[] {
  const known = new Set(knownIn(rows));
  const nameOf = (attribute: string): string => (attribute.startsWith(NOT) ? attribute.slice(NOT.length) : attribute).split('=')[0]!;
  const unknown = attributes.find((attribute) => !known.has(nameOf(attribute)));
  if (unknown !== undefined) throw new DumpError('unknown-attribute', `there is no attribute '${unknown}' here`, `use one of ${[...known].join(', ')}`);
  return rows.filter((row) => attributes.every((attribute) => has(row, attribute)));
}

/** Rows of the page that a physical address lies in: present pages, and swap-style entries that carry its frame. */
export function mapsPhysical(row: Mapping, phys: bigint, pageShift: number): boolean {
  const first = row.pfn ?? row.carriedPfn;
  if (first === undefined) return false;
  const frame = Number(phys >> BigInt(pageShift));
  const pages = row.pfn === undefined ? 1 : Number(row.size >> BigInt(pageShift));
  return frame >= first && frame < first + pages;
}
