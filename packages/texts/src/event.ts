import { RULE_IDS, type MmEvent } from '@faultline/contracts';

const FRAME = new Set(['seq', 'cause', 'cpu', 'type']);
/** Fields that are page, frame or table numbers. */
const HEX = new Set(['vpn', 'pfn', 'from', 'to', 'table', 'start', 'end', 'base', 'pgoff', 'vmFlags', 'prot']);

/** Names of 64-bit fields that stand in the event as halves: `new` of `newLo` and `newHi`. */
function halves(fields: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(fields).filter((name) => name.endsWith('Lo') && `${name.slice(0, -2)}Hi` in fields).map((name) => name.slice(0, -2));
}

const hex = (half: unknown): string => (Number(half) >>> 0).toString(16).padStart(8, '0');

function valueText(name: string, value: unknown): string {
  if (name === 'rule') return RULE_IDS[Number(value)] ?? String(value);
  if (typeof value === 'number' && HEX.has(name)) return `0x${value.toString(16)}`;
  return String(value);
}

/** An event in one line: `EntrySet table=0x812 index=0 new=0x…`. */
export function eventText(event: MmEvent): string {
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const words = halves(fields);
  const parts = Object.entries(fields)
    .filter(([name]) => !FRAME.has(name) && !words.some((word) => name === `${word}Hi`))
    .map(([name, value]) => {
      const word = words.find((each) => name === `${each}Lo`);
      return word === undefined ? `${name}=${valueText(name, value)}` : `${word}=0x${hex(fields[`${word}Hi`])}${hex(value)}`;
    });
  return [event.type, ...parts].join(' ');
}
