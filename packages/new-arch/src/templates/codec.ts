/** Values of entries. */
export const CODEC = `import type { Codec, SwapCodec } from '@faultline/contracts';
import { notFilled } from './not-filled';

/** The values of entries (arch-interface §4). \`lo\` and \`hi\` are signed 32-bit halves; modifiers change the slot in place. */
export function codecOf(_swap: SwapCodec): Codec {
  return Object.freeze<Codec>({
    // The empty entry of a level, and all that count as empty.
    none: notFilled('codec.none'),
    isNone: notFilled('codec.isNone'),
    // What an entry is: an index into ENTRY_KINDS, 'folded' above the root; a table, a leaf; present for software, PROT_NONE included.
    classify: notFilled('codec.classify'),
    isTable: notFilled('codec.isTable'),
    isLeaf: notFilled('codec.isLeaf'),
    present: notFilled('codec.present'),
    accessible: notFilled('codec.accessible'),
    protnone: notFilled('codec.protnone'),
    // Marks of a leaf.
    young: notFilled('codec.young'),
    dirty: notFilled('codec.dirty'),
    write: notFilled('codec.write'),
    exec: notFilled('codec.exec'),
    special: notFilled('codec.special'),
    // Where an entry leads: a frame in base pages, a table in units of 2 KiB.
    pfn: notFilled('codec.pfn'),
    tableRef: notFilled('codec.tableRef'),
    makeTable: notFilled('codec.makeTable'),
    makeLeaf: notFilled('codec.makeLeaf'),
    // Modifiers, each undone by its neighbour.
    mkYoung: notFilled('codec.mkYoung'),
    mkOld: notFilled('codec.mkOld'),
    mkDirty: notFilled('codec.mkDirty'),
    mkClean: notFilled('codec.mkClean'),
    mkWrite: notFilled('codec.mkWrite'),
    wrProtect: notFilled('codec.wrProtect'),
    mkSpecial: notFilled('codec.mkSpecial'),
    // Another protection; frame, young, dirty and special stay.
    modify: notFilled('codec.modify'),
    // Every bit named; an answer for any value. \`namedBits\` and \`swapReader\` of @faultline/codec-kit help.
    decode: notFilled('codec.decode'),
    // Nothing, unless there are huge leaves (the first two), or caps says otherwise.
    mkHuge() {},
    mkInvalid() {},
    softDirty: () => false,
    mkSoftDirty() {},
    clearSoftDirty() {},
    uffdWp: () => false,
    mkUffdWp() {},
    clearUffdWp() {},
    devmap: () => false,
    mkDevmap() {},
  });
}
`;
