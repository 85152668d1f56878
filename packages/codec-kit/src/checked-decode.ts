import { checkNumber, checkWord, LEVEL_NAMES, type DecodedEntry } from '@faultline/contracts';

type Decode = (level: number, raw: bigint) => DecodedEntry;

/** The decode of a codec, which anybody calls: what it is given is looked at first. @throws ArgumentError */
export const checkedDecode = (decode: Decode): Decode => (level, raw) => {
  checkNumber('level', level, 0, LEVEL_NAMES.length - 1);
  checkWord('raw', raw);
  return decode(level, raw);
};
