import { describe, expect, it } from 'vitest';
import { progressOn } from './progress.mjs';

function told(isTTY: boolean): string {
  let text = '';
  const times = [0, 0, 65_000];
  const { tell, end } = progressOn({ isTTY, write: (more: string) => void (text += more) }, 2, () => times.shift()!);
  tell('write');
  tell('decode');
  end();
  return text;
}

describe('progress', () => {
  it('is lines where it is no terminal', () => expect(told(false)).toBe('[1/2 0:00] write\n[2/2 1:05] decode\n'));
  it('is one line on a terminal, and none at the end', () =>
    expect(told(true)).toBe('\r\x1b[K[1/2 0:00] write\r\x1b[K[2/2 1:05] decode\r\x1b[K'));
});
