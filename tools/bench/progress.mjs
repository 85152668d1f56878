/** Minutes and seconds since a time. */
const since = (start, now) => {
  const seconds = Math.round((now - start) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/**
 * Tells on stderr what is being measured: one line that is written over on a terminal, else a line a step.
 * @param steps how many there will be
 */
export function progressOn(stream, steps, now = Date.now) {
  const start = now();
  let done = 0;
  const tell = (what) => {
    const line = `[${++done}/${steps} ${since(start, now())}] ${what}`;
    stream.write(stream.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  };
  return { tell, end: () => void (stream.isTTY && stream.write('\r\x1b[K')) };
}
