import { CliError } from './errors';
import type { Io } from './io';

/** A kind of files that the command reads, and what is done with one where another is wanted. */
interface FileKind {
  /** As a message calls it. */
  readonly called: string;
  /** How such a file begins. */
  readonly begins: RegExp;
  readonly use: (file: string) => string;
}

/** A scenario begins with comments, or the mark of a document, and then a key. */
const KINDS = {
  log: { called: 'a written log', begins: /^\{"faultline":"log"/, use: (file) => `faultline replay ${file} shows what it came to` },
  document: { called: 'the document of a run', begins: /^\{\s*"scenario"\s*:/, use: () => 'faultline verify SCENARIOS RECORDINGS compares folders of them' },
  dump: { called: 'a dump of page tables', begins: /^\{\s*"format"\s*:/, use: (file) => `faultline walk ${file} shows what it maps` },
  scenario: { called: 'a scenario', begins: /^(\s*(#.*|---)?\n)*([a-z]+:\s|\{\s*"(name|about|steps)"\s*:)/i, use: (file) => `faultline run ${file} --arch A --log LOG writes a log of it` },
} as const satisfies Readonly<Record<string, FileKind>>;

/** A file that begins as another kind does is told as what it is. @throws CliError that says what to do with it */
export function expectKind(io: Io, file: string, wanted: keyof typeof KINDS): void {
  const start = io.start(file).replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const found = Object.values<FileKind>(KINDS).find(({ begins }) => begins.test(start));
  if (found === undefined || found === KINDS[wanted]) return;
  throw new CliError('misuse', `this is ${found.called}, not ${KINDS[wanted].called}`, found.use(file), { file });
}
