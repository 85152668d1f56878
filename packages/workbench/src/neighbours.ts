import { levelOf, type Architecture, type DecodedEntry } from '@faultline/contracts';
import { ARCHITECTURES } from './architecture-names';
import { makerOf, strictMakerOf } from './architectures';
import { describeEntry, encodeAsMuch, type Description } from './description';
import { isTyped } from './errors';
import { entryJson, type EntryColumn } from './entry';
import { levelIn, namesIn } from './values';

export interface BesideOptions {
  /** Architectures that are to show the same entry: a list, or `all`. */
  readonly beside?: string;
  /** The kernel that the user named. */
  readonly kernel?: string;
}

/** How to show an entry beside those of other architectures. */
interface Beside {
  columns(entry: DecodedEntry): readonly EntryColumn[];
  json(entry: DecodedEntry): { beside: readonly object[] };
}

/** The entry of a description on an architecture. What it cannot hold becomes the column's text. */
function columnOf(label: string, architecture: Architecture, levelName: string, wanted: Description | undefined): EntryColumn {
  if (wanted === undefined) return { label, refused: 'only bits, nothing that other architectures have' };
  try {
    const level = levelIn(architecture.geometry, levelName);
    const { word, lost } = encodeAsMuch(architecture, level, wanted);
    return { label, entry: architecture.codec.decode(level, word), ...(lost.length === 0 ? {} : { lost }) };
  } catch (error) {
    if (!isTyped(error)) throw error;
    return { label, refused: error.message };
  }
}

const columnJson = ({ label, entry, refused, lost }: EntryColumn): object =>
  ({ arch: label, ...(entry === undefined ? { refused } : entryJson(entry)), ...(lost === undefined ? {} : { lost }) });

/** The architectures of `--beside`, under the kernel of the one at hand; undefined: none is asked for. @throws CliError */
export function besideOf(label: string, architecture: Architecture, { beside, kernel }: BesideOptions): Beside | undefined {
  if (beside === undefined) return undefined;
  const names = (beside === 'all' ? ARCHITECTURES : namesIn('beside', beside, 'architecture', 'arm64')).filter((name) => name !== label);
  const make = kernel === undefined ? makerOf : strictMakerOf;
  const others = names.map((name) => ({ label: name, architecture: make(name)(architecture.kernel) }));
  const columnsOf = (entry: DecodedEntry): EntryColumn[] => {
    const wanted = describeEntry(architecture, levelOf(entry.level)!, entry);
    return others.map((other) => columnOf(other.label, other.architecture, entry.level, wanted));
  };
  return { columns: (entry) => [{ label, entry }, ...columnsOf(entry)], json: (entry) => ({ beside: columnsOf(entry).map(columnJson) }) };
}
