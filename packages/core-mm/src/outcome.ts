import { codeOf, ENUMS, signalOf } from '@faultline/contracts';

/** How a fault ended, by its outcome: `ok`, `EFAULT` (an access of the kernel), or signal and code, `SIGSEGV/MAPERR`. */
export function outcomeName(outcome: number): string {
  if (outcome === 0) return 'ok';
  const signal = ENUMS.signal[signalOf(outcome)]!;
  return signal === 'EFAULT' ? signal : `${signal}/${ENUMS.sigcode[codeOf(outcome)]!}`;
}
