import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

/** Where a word that fits no line is broken, if it must be: after these. */
const SEAM = /(?<=[/_\-=,+.:])/;

/** Columns of a terminal that a text takes, its emphasis aside. */
const widthOf = (text: string): number => stringWidth(stripVTControlCharacters(text));

/** A piece without a seam that is wider than a line, cut at its width. */
function cutPiece(piece: string, width: number): string[] {
  const lines = [''];
  for (const char of piece) {
    if (widthOf(lines.at(-1)! + char) > width) lines.push(char);
    else lines.push(lines.pop()! + char);
  }
  return lines;
}

function brokenWord(word: string, width: number): string {
  const lines = [''];
  for (const piece of word.split(SEAM).flatMap((each) => (widthOf(each) > width ? cutPiece(each, width) : [each]))) {
    if (widthOf(lines.at(-1)! + piece) > width) lines.push(piece);
    else lines.push(lines.pop()! + piece);
  }
  return lines.filter((line) => line !== '').join('\n');
}

/** The text with each word broken that is wider than this; an entry, of 18 characters, is broken by no width there is. */
export const breakWords = (text: string, width: number): string =>
  text.replace(/\S+/g, (word) => (widthOf(word) > width ? brokenWord(word, width) : word));
