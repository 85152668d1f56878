import { KIND_NAMES, RECORD_WIDTH } from '@faultline/contracts';

/** Kinds of records and how many words each takes, as a C header: the twin writes what the model writes. */
export function recordsHeader(names = KIND_NAMES, widths = RECORD_WIDTH) {
  const kinds = [...widths.keys()].filter((kind) => names[kind]);
  return [
    ...kinds.flatMap((kind) => [`#define K_${names[kind]} ${kind}`, `#define W_${names[kind]} ${widths[kind]}`]),
    `#define WIDEST ${Math.max(...widths)}`,
    `static const unsigned char WIDTHS[] = { ${[...widths].join(', ')} };`, '',
  ].join('\n');
}
