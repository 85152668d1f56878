import type { MmEvent } from '@faultline/contracts';
import { eventText } from '@faultline/texts';
import type { Sheet } from './sheet';

/** Events below the step that they are of, each with its seq: the one form in which every command prints them. */
export const eventLines = (events: readonly MmEvent[], sheet: Sheet): string[] =>
  events.map((event) => sheet.dim(sheet.wrap(`${String(event.seq).padStart(8)}  ${eventText(event)}`, 10)));
