import type { FaultReading } from '@faultline/contracts';
import { contradictionText, hexText } from '@faultline/texts';
import type { Sheet } from './sheet';

/** A fault code read by one architecture. */
export interface ReadFault {
  /** The architecture. */
  readonly arch: string;
  /** What it says there. */
  readonly reading: FaultReading;
}

const INDENT = 4;

/** A fault code in words: what it comes to, then each bit or field. */
export function renderFault(code: bigint, { arch, reading }: ReadFault, sheet: Sheet): string {
  return [
    sheet.wrap(`${sheet.head(`${arch} ${hexText(code)}`)}  ${reading.words}`, INDENT), ...reading.fields.map((field) => sheet.wrap(`  ${field}`, INDENT)),
    ...reading.contradictions.map((each) => sheet.wrap(`  contradiction: ${contradictionText(each)}`, INDENT)), '',
  ].join('\n');
}

/** The same for JSON. */
export function faultJson(code: bigint, { arch, reading }: ReadFault): object {
  const { access = null, mode = null, present = null, reserved = null, level = null, space = null, address, reason, words, fields, contradictions } = reading;
  return { arch, code: hexText(code), access, mode, present, reserved, level, space, address: address === undefined ? null : hexText(address), reason, words, fields, contradictions };
}
