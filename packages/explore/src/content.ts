import { RECORD_FIELDS, recordCpu, recordKind, type FieldInfo } from '@faultline/contracts';
import type { Words } from './words';

/** Fields of each kind but the numbers of other events, which differ between interleavings. */
const CONTENT: readonly (readonly FieldInfo[])[] = RECORD_FIELDS.map((fields) => fields.filter((field) => field.type !== 'seq'));

/** What a record tells: neither its cause nor numbers of other events. */
export function putContent(out: Words, words: Int32Array, at: number): void {
  const kind = recordKind(words, at);
  out.putAll([kind, recordCpu(words, at)]);
  for (const { read, readHi } of CONTENT[kind]!) {
    if (readHi === undefined) out.putWide(read(words, at));
    else out.putAll([read(words, at), readHi(words, at)]);
  }
}
