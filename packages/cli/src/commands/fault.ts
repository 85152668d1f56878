import { EVIDENCE, evidenceNamed, faultJson, renderFault, wordFrom } from '@faultline/workbench';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';
import { printParagraphs } from './decode';

export interface FaultOptions {
  readonly arch?: string;
  readonly teid?: string;
  readonly status?: string;
  readonly json?: boolean;
}

/** `faultline fault`: what a bare error code, ESR, interruption code or cause says. */
export function fault(io: Io, code: string, { arch, teid, status, json }: FaultOptions): number {
  const makers = arch === undefined ? EVIDENCE : [evidenceNamed(arch.split(':')[0]!)];
  if (teid !== undefined && status !== undefined) throw new CliError('misuse', '--teid is of s390, and --status of riscv', 'give one of them');
  const extra = teid ?? status;
  const word = wordFrom(code);
  const read = makers.map((maker) => ({ arch: maker.name, reading: maker.at({}).fault({ code: word, ...(extra !== undefined && { extra: wordFrom(extra) }) }) }));
  const sheet = terminalOf(io);
  if (json === true) io.out(`${JSON.stringify(read.map((each) => faultJson(word, each)))}\n`);
  else printParagraphs(io, read.map((each) => renderFault(word, each, sheet)));
  return 0;
}
