import type { EvidenceMaker } from '@faultline/contracts';
import { ArgumentError, checkFunction, checkKeys, checkList, checkNumber, checkObject, checkOneOf, checkText } from '@faultline/contracts';
import type { Given } from './analyse/context';
import { analyse, type Analysed } from './analyse/report';
import type { ReportDocument } from './document';
import type { Draft } from './read/draft';
import { Reader } from './read/reader';

/** How reports are looked for and read. */
export interface ReadOptions extends Given {
  /** Reports that are analysed at most; default 1,000. */
  readonly limit?: number;
}

/** What was found in a text. */
export interface Found {
  /** The reports, in the order of the text. */
  readonly reports: readonly Analysed[];
  /** Found, and not analysed. */
  readonly omitted: number;
  /** Reports that are not read, by name: of kernels of 32 bits. */
  readonly refused: readonly { readonly line: number; readonly what: string }[];
  /** Reports of another architecture than the one that was asked for: they are not read. */
  readonly others: readonly { readonly line: number; readonly arch: string }[];
}

const LIMIT = 1000;
const MOST_LIMIT = 1_000_000;
const [LEAST_WIDTH, MOST_WIDTH] = [32, 52] as const;
const KEYS = ['arch', 'config', 'release', 'physBits', 'os', 'limit'] as const satisfies readonly (keyof ReadOptions)[];

/** @throws ArgumentError that names what is wrong */
function checkArguments(pieces: Iterable<string>, makers: readonly EvidenceMaker[], options: ReadOptions): void {
  if (typeof pieces === 'string' || typeof (pieces as Partial<Iterable<string>> | undefined)?.[Symbol.iterator] !== 'function') throw new ArgumentError('pieces', pieces, 'pieces of text, in an array or another iterable');
  checkList('makers', makers, 'architectures as evidence');
  for (const maker of makers) {
    checkObject('makers', maker, 'architectures as evidence');
    checkFunction('makers', maker.at, 'architectures as evidence');
  }
  checkObject('options', options, 'an object of options');
  checkKeys('options', options, KEYS);
  const { arch, config, release, physBits, os, limit } = options;
  if (arch !== undefined) checkOneOf('arch', arch, makers.map(({ name }) => name));
  for (const [name, text] of [['config', config], ['release', release]] as const) if (text !== undefined) checkText(name, text);
  if (physBits !== undefined) checkNumber('physBits', physBits, LEAST_WIDTH, MOST_WIDTH);
  if (os !== undefined) checkOneOf('os', os, ['linux', 'none']);
  if (limit !== undefined) checkNumber('limit', limit, 1, MOST_LIMIT);
}

/** What a report says of its machine. */
const tellingOf = ({ arch, config, release }: Draft): { arch?: string; config?: string; release?: string } => ({
  ...(arch !== undefined && { arch }), ...(config !== undefined && { config }), ...(release !== undefined && { release }),
});

/** What the reports beside say: those before, nearest first, then those after; last the log itself. */
function besideOf(drafts: readonly Draft[], at: number, boot: string | undefined): ReturnType<typeof tellingOf> {
  const near = [drafts[at - 1], drafts[at + 1]].filter((draft) => draft !== undefined).map(tellingOf);
  return Object.assign({}, boot === undefined ? {} : { release: boot }, ...[...near].reverse()) as ReturnType<typeof tellingOf>;
}

/** What was told before holds for those that follow, too. */
function carried(drafts: readonly Draft[], boot: string | undefined): ReturnType<typeof tellingOf>[] {
  let before: ReturnType<typeof tellingOf> = {};
  return drafts.map((draft, at) => {
    const beside = { ...besideOf(drafts, at, boot), ...before };
    before = { ...before, ...tellingOf(draft) };
    return beside;
  });
}

/**
 * Finds the reports in a text that comes in pieces, and turns each into facts.
 * @param pieces of any size; a report may go over their borders
 * @param makers the architectures that are known
 * @throws ArgumentError for what is none of these; the architecture's own error for a configuration that it does not have
 * @example
 * readReports(['BUG: unable to handle page fault for address: 0000000000000018\n'], EVIDENCE).reports.length; // 1
 */
export function readReports(pieces: Iterable<string>, makers: readonly EvidenceMaker[], options: ReadOptions = {}): Found {
  checkArguments(pieces, makers, options);
  const reader = new Reader(options.limit ?? LIMIT);
  for (const piece of pieces) {
    checkText('pieces', piece);
    reader.push(piece);
  }
  const drafts = reader.end();
  const whole = drafts.filter(({ refused }) => refused === undefined);
  const isOther = ({ arch }: Draft): boolean => options.arch !== undefined && arch !== undefined && arch !== options.arch;
  const read = whole.filter((draft) => !isOther(draft));
  const beside = carried(read, reader.boot);
  return {
    reports: read.map((draft, at) => analyse(draft, makers, options, beside[at])), omitted: reader.omitted,
    refused: drafts.filter(({ refused }) => refused !== undefined).map(({ first, refused }) => ({ line: first, what: refused! })),
    others: whole.filter(isOther).map(({ first, arch }) => ({ line: first, arch: arch! })),
  };
}

/** The same as a document. */
export function documentOf(found: Found): ReportDocument {
  checkObject('found', found, 'what readReports returns');
  checkList('found.reports', found.reports, 'what readReports returns');
  const { reports, omitted } = found;
  return { reports: reports.map(({ facts }) => facts), ...(omitted > 0 && { omitted }) };
}

/** 1: something is damaged; 0: nothing is, as far as can be told; 2: nothing was recognised. */
export function statusOf({ reports }: Found): 0 | 1 | 2 {
  if (reports.length === 0) return 2;
  return reports.some(({ facts: { verdict } }) => verdict === 'overwritten' || verdict === 'near-legal') ? 1 : 0;
}
