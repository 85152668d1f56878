import { LEVEL_NAMES, type Level, type LevelName, type Vpn } from '@faultline/contracts';

/** What can go wrong in the core, by code. */
export type CoreErrorCode = 'out-of-memory' | 'cannot-follow' | 'bad-argument' | 'not-modelled' | 'no-such-mm' | 'no-such-hold' | 'no-such-file' | 'no-such-object' | 'busy';

/** An error of the core: tell it by `code`. */
export class CoreError extends Error {
  constructor(
    readonly code: CoreErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'CoreError';
  }
}

/** What an entry can be for a walk. */
export type CursorKindName = 'hole' | 'table' | 'leaf' | 'swapStyle';

const IN_WORDS: Readonly<Record<CursorKindName, string>> = {
  hole: 'an empty entry', table: 'a table', leaf: 'a leaf', swapStyle: 'an entry that is neither empty nor present',
};

/** A path met an entry that it does not know: by the kernel's name of the path, what the entry is, its level, and the page. */
export class NotModelled extends CoreError {
  readonly level: LevelName;

  constructor(
    readonly path: string,
    readonly kind: CursorKindName,
    level: Level,
    readonly vpn: Vpn,
  ) {
    super(
      'not-modelled',
      `${path} does not know ${IN_WORDS[kind]} (${kind}) at ${LEVEL_NAMES[level]!} level, met at page 0x${vpn.toString(16)}`,
      'leave huge pages and swap out of what is run; docs/not-modelled.md says what each path knows',
    );
    this.name = 'NotModelled';
    this.level = LEVEL_NAMES[level]!;
  }
}
