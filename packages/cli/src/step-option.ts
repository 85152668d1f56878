import { CliError } from './errors';

/** The step that `--step` names. @param whose what has these steps @throws CliError */
export function stepIn(text: string, steps: number, whose: string, file?: string): number {
  const step = Number(text);
  if (/^\d{1,9}$/.test(text) && step < steps) return step;
  const there = steps === 0 ? 'no steps' : steps === 1 ? 'one step, 0' : `steps 0 to ${steps - 1}`;
  throw new CliError('misuse', `--step is '${text}', and ${whose} has ${there}`, 'pass the number of a step as run and compare print it', { file });
}
