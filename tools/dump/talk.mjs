// One connection that is asked and answers: waits for an answer, but never for ever.
import { createConnection } from 'node:net';
import { clearTimeout, setTimeout } from 'node:timers';

const MOST = 16 * 1024 * 1024;

/** `HOST:PORT`, `PORT`, or `unix:PATH`. */
function addressOf(text) {
  if (text.startsWith('unix:')) return { path: text.slice(5) };
  const match = /^(?:(.+):)?(\d{1,5})$/.exec(text);
  if (match === null) throw new Error(`'${text}' is no address: write HOST:PORT or unix:PATH`);
  return { host: match[1] ?? '127.0.0.1', port: Number(match[2]) };
}

/**
 * Connects. `until(take, what)` gives what `take` makes of the text so far, once that is not undefined: `take` returns
 * `[value, characters used]`. Text is one byte a character.
 */
export async function talkTo(address, { timeout = 10_000 } = {}) {
  const socket = createConnection(addressOf(address));
  let text = '';
  let broken;
  let wake = () => undefined;
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('data', (part) => {
    text += part;
    if (text.length > MOST) broken = new Error(`${address} sends without end`);
    wake();
  });
  socket.on('error', (error) => { broken = new Error(`${address}: ${error.message}`); wake(); });
  socket.on('close', () => { broken ??= new Error(`${address} closed the connection`); wake(); });

  const until = async (take, what) => {
    const end = Date.now() + timeout;
    for (;;) {
      const found = take(text);
      if (found !== undefined) {
        text = text.slice(found[1]);
        return found[0];
      }
      if (broken !== undefined) throw broken;
      const left = end - Date.now();
      if (left <= 0) throw new Error(`${address} did not answer: ${what}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => { clearTimeout(timer); resolve(); };
      });
    }
  };
  return { send: (part) => socket.write(part, 'latin1'), until, close: () => socket.destroy() };
}
