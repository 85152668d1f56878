const READ = 0;
const WRITE = 1;
/** First page of what is mapped; within reach of every architecture's smallest address space. */
const FIRST = 0x10000;
const READ_WRITE = { r: true, w: true, x: false };

function done(errno) {
  if (errno !== 'ok') throw new Error(`the model answered ${errno}`);
}

/** Maps private anonymous pages, readable and writable. */
export const map = ({ machine, mm }, pages) =>
  done(machine.mmap(mm, { vpn: FIRST, pages, prot: READ_WRITE, shared: false, backing: 'anon' }));

const unmap = ({ machine, mm }, pages) => done(machine.munmap(mm, FIRST, pages));

function touch({ machine, mm }, access, from, to) {
  for (let vpn = FIRST + from; vpn < FIRST + to; vpn++) {
    if (machine.touch(mm, vpn, access, true, 1) < 0) throw new Error(`the access to page ${vpn} failed`);
  }
}

/** Writes one byte to each page, from page `from` of the mapping to before page `to`. */
export const writePages = (session, from, to) => touch(session, WRITE, from, to);

function fork({ machine, mm }) {
  const { errno, mm: child } = machine.fork(mm);
  done(errno);
  return child;
}

function touchFresh(session, access, pages, repeats) {
  for (let nth = 0; nth < repeats; nth++) {
    map(session, pages);
    session.time(() => touch(session, access, 0, pages));
    unmap(session, pages);
  }
}

/** A bit of everything, for a log to replay: written, forked, copied on write by the parent, torn down by both. */
export function mixed(session, pages) {
  map(session, pages);
  writePages(session, 0, pages);
  const child = fork(session);
  writePages(session, 0, pages);
  session.machine.exit(child);
  unmap(session, pages);
}

/** What one round does on a fresh machine; only what stands in `time` counts. As the C programs of the same names. */
export const ROUNDS = {
  write: (session, pages, repeats) => touchFresh(session, WRITE, pages, repeats),
  read: (session, pages, repeats) => touchFresh(session, READ, pages, repeats),
  cow(session, pages, repeats) {
    map(session, pages);
    writePages(session, 0, pages);
    for (let nth = 0; nth < repeats; nth++) {
      const child = fork(session);
      session.time(() => writePages(session, 0, pages));
      session.machine.exit(child);
    }
  },
  fork(session, pages, repeats) {
    map(session, pages);
    for (let nth = 0; nth < repeats; nth++) {
      writePages(session, 0, pages);
      const child = session.time(() => fork(session));
      session.machine.exit(child);
    }
  },
  zap(session, pages, repeats) {
    for (let nth = 0; nth < repeats; nth++) {
      map(session, pages);
      writePages(session, 0, pages);
      session.time(() => unmap(session, pages));
    }
  },
  churn(session, pages, repeats) {
    session.time(() => {
      for (let nth = 0; nth < repeats; nth++) {
        map(session, pages);
        writePages(session, 0, pages);
        unmap(session, pages);
      }
    });
  },
};
