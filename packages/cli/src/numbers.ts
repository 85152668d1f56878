import { CliError } from './errors';

/** A whole number of an option, within bounds. @throws CliError */
export function numberIn(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new CliError('misuse', `--${option} is '${text}'`, `pass a whole number from ${least} to ${most}`);
}
