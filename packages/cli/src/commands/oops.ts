import { kernelNamed } from '@faultline/contracts';
import { documentOf, readReports, statusOf, type Found, type ReadOptions } from '@faultline/reports';
import { EVIDENCE, evidenceNamed, renderReport } from '@faultline/workbench';
import { systemIn } from '../choose-entries';
import { CliError } from '../errors';
import type { Io } from '../io';
import { stdinPieces } from '../raw-values';
import { terminalOf } from '../render/terminal';
import { printParagraphs } from './decode';

export interface OopsOptions {
  readonly arch?: string;
  readonly config?: string;
  readonly kernel?: string;
  readonly maxphyaddr?: number;
  readonly os?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

const LOOKED_FOR = 'page-fault oopses and segfault lines, Bad page map, bad pmd and kin, Bad swap entries, Bad rss-counter, Bad page state, and walks';

/** A release in any form that people write. @throws CliError */
export function releaseIn(text: string): string {
  if (kernelNamed(text) !== undefined || /^v?\d+\.\d+/.test(text)) return text;
  throw new CliError('misuse', `--kernel is '${text}', which is no release`, 'write it as the log prints it: 6.1.59');
}

function optionsOf({ arch, config, kernel, maxphyaddr, os, limit }: OopsOptions): ReadOptions {
  const [name, own] = arch?.split(':') ?? [];
  if (own !== undefined && config !== undefined && own !== config) throw new CliError('misuse', `--arch ${arch ?? ''} and --config ${config} contradict each other`, 'give the configuration once');
  const system = systemIn(os);
  const given = own ?? config;
  const maker = name === undefined ? undefined : evidenceNamed(name);
  // A configuration that is none is told before anything is read.
  if (maker !== undefined && given !== undefined) maker.at({ config: given });
  return {
    ...(maker !== undefined && { arch: maker.name }), ...(given !== undefined && { config: given }), ...(kernel !== undefined && { release: releaseIn(kernel) }),
    ...(maxphyaddr !== undefined && { physBits: maxphyaddr }), ...(system !== undefined && { os: system }),
    ...(limit !== undefined && { limit }),
  };
}

/** Why nothing was read. */
function nothing({ refused, others }: Found, file: string, options: ReadOptions): CliError {
  const [first] = refused;
  if (first !== undefined) return new CliError('misuse', `this is a report of ${first.what}, and kernels of 32 bits are not modelled`, 'decode its entries by the manual of that processor', { file, line: first.line });
  const [other] = others;
  if (other !== undefined) return new CliError('misuse', `this is a report of ${other.arch}, and --arch ${options.arch ?? ''} is asked for`, `leave --arch out, or give ${other.arch}`, { file, line: other.line });
  return new CliError('misuse', 'no report was recognised', `it was looked for ${LOOKED_FOR}`, { file });
}

function tell(io: Io, { omitted, refused, others, reports }: Found): void {
  if (reports.length === 0) return;
  if (omitted > 0) io.err(`faultline: ${omitted} more reports were found and not analysed; --limit N analyses more\n`);
  for (const { line, what } of refused.slice(0, 3)) io.err(`faultline: line ${line}: a report of ${what}, which is not modelled\n`);
  if (others.length > 0) io.err(`faultline: ${others.length} reports of another architecture (the first in line ${others[0]!.line}, of ${others[0]!.arch}) are left out\n`);
}

/** `faultline oops`: what kernel reports about page tables mean. Status 1: memory is damaged; 2: nothing was recognised. */
export function oops(io: Io, file: string, options: OopsOptions): number {
  const wanted = optionsOf(options);
  const found = readReports(file === '-' ? stdinPieces() : io.pieces(file), EVIDENCE, wanted);
  if (found.reports.length === 0) throw nothing(found, file === '-' ? 'stdin' : file, wanted);
  tell(io, found);
  const sheet = terminalOf(io);
  if (options.json === true) io.out(`${JSON.stringify(documentOf(found), undefined, 2)}\n`);
  else printParagraphs(io, found.reports.map((report) => renderReport(report, sheet)));
  return statusOf(found);
}
