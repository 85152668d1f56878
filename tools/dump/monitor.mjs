// QEMU's monitor (the one for people): what the emulator is, and physical memory where the gdb stub has none.
import { talkTo } from './talk.mjs';

const PROMPT = '(qemu) ';
const CHUNK = 256;
// eslint-disable-next-line no-control-regex
const plain = (text) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '').replace(/\r/g, '');

const promptIn = (text) => (plain(text).endsWith(PROMPT) ? [plain(text), text.length] : undefined);
/** An answer ends with a prompt on a new line; the first line repeats the question. */
const answerIn = (text) => {
  const shown = plain(text);
  return shown.endsWith(`\n${PROMPT}`) ? [shown.slice(shown.indexOf('\n') + 1, -PROMPT.length), text.length] : undefined;
};

/** Connects to a monitor. */
export async function monitorAt(address, options = {}) {
  const talk = await talkTo(address, options);
  await talk.until(promptIn, 'a prompt');
  const ask = async (line) => {
    talk.send(`${line}\n`);
    return talk.until(answerIn, line);
  };
  return {
    ask,
    version: async () => (await ask('info version')).trim().split('\n')[0] ?? '',
    /** 64-bit values of physical memory in the machine's own byte order; undefined if there is no memory. */
    async values(phys, count) {
      const values = [];
      for (let at = 0; at < count; at += CHUNK) {
        const part = Math.min(CHUNK, count - at);
        const text = await ask(`xp /${part}gx 0x${(phys + BigInt(at) * 8n).toString(16)}`);
        values.push(...[...text.matchAll(/\s(0x[0-9a-f]{16})/g)].map(([, value]) => BigInt(value)));
      }
      return values.length === count ? values : undefined;
    },
    close: talk.close,
  };
}
