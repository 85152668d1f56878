import { K_FLUSH_COMPLETED, K_TLB_INVALIDATED, RECORD_WIDTH } from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';
import type { Words } from './words';

/** Words before the content: header and cause, and in two kinds the number of the flush request. */
const firstWord = (kind: number): number => (kind === K_FLUSH_COMPLETED || kind === K_TLB_INVALIDATED ? 3 : 2);

/** What a record tells: neither its cause nor numbers of other events, which differ between interleavings. */
export function putContent(out: Words, words: Int32Array, at: number): void {
  const kind = words[at]! & 255;
  out.put(words[at]!);
  for (let word = at + firstWord(kind); word < at + RECORD_WIDTH[kind]!; word++) out.put(words[word]!);
}

/** What one event tells. */
export function contentOf({ log }: SimulatedMachine, seq: number, out: Words): string {
  const { words, at } = log.locate(seq);
  putContent(out, words, at);
  return out.take();
}
