import { entrySlot, LEVEL_NAMES, slotOf, wordOf, type Architecture, type Codec, type EntrySlot } from '@faultline/contracts';
import { wordText } from '@faultline/texts';
import { WorkbenchError } from './errors';
import { isWord, levelIn, numberFrom, wordFrom } from './values';

/** One modifier of an entry in the caller's slot. */
type Change = (codec: Codec, level: number, e: EntrySlot, prot: EntrySlot) => void;

/** Modifiers by the kernel's names, without `pte_` and without underscores. */
const MODIFIERS: Readonly<Record<string, Change>> = {
  mkyoung: (codec, level, e) => codec.mkYoung(level, e),
  mkold: (codec, level, e) => codec.mkOld(level, e),
  mkdirty: (codec, level, e) => codec.mkDirty(level, e),
  mkclean: (codec, level, e) => codec.mkClean(level, e),
  mkwrite: (codec, level, e) => codec.mkWrite(level, e),
  wrprotect: (codec, level, e) => codec.wrProtect(level, e),
  mkspecial: (codec, level, e) => codec.mkSpecial(level, e),
  mkhuge: (codec, level, e) => codec.mkHuge(level, e),
  mkdevmap: (codec, level, e) => codec.mkDevmap(level, e),
  mksoftdirty: (codec, level, e) => codec.mkSoftDirty(level, e),
  clearsoftdirty: (codec, level, e) => codec.clearSoftDirty(level, e),
  mkuffdwp: (codec, level, e) => codec.mkUffdWp(level, e),
  clearuffdwp: (codec, level, e) => codec.clearUffdWp(level, e),
  mkinvalid: (codec, level, e) => codec.mkInvalid(level, e),
  modify: (codec, level, e, prot) => codec.modify(level, e, prot.lo, prot.hi),
};
/** Short names of the vectors for an architecture's own modifiers. */
const ALIASES: Readonly<Record<string, string>> = { wc: 'writecombine' };
/** Orders of the sizes that an own modifier takes as its argument: 64 KiB is the only one there is. */
const ARGUMENTS: Readonly<Record<string, bigint>> = { mknapot: 4n };
const PREFIX = /^(?:(pte|pmd|pud)_)?(.*)$/;
const FROM_FRAME = /^pfn_(pte|pmd|pud)$/;

const ownOf = ({ codec: { extra = {} } }: Architecture): string[] => Object.keys(extra);
const fail = (message: string, remedy: string): WorkbenchError => new WorkbenchError('misuse', message, remedy);
const unknown = (op: string, architecture: Architecture): WorkbenchError => fail(`${architecture.name} has no operation '${op.slice(0, 40)}'`,
  `use one of ${[...Object.keys(MODIFIERS), ...ownOf(architecture), 'pfn_pte', 'pfn_pmd', 'pfn_pud'].join(', ')}; pmd_ or pud_ before it says the level`);

/** `r`, `w`, `x`, `s` (shared) name a protection of the map, `-` that without access; anything else is its value. @throws WorkbenchError */
export function protectionOf({ prot }: Architecture, text: string): EntrySlot {
  if (!/^(-|[rwxs]{1,4})$/.test(text)) {
    if (!isWord(text)) throw fail(`--prot is '${text.slice(0, 40)}', which is no protection`, 'write letters of rwxs, - for none, or its value as 0x8000000000000025');
    const word = wordFrom(text);
    return slotOf(word);
  }
  const index = [...'rwxs'].reduce((sum, letter, at) => sum | (text.includes(letter) ? 1 << at : 0), 0);
  return { lo: prot.lo[index]!, hi: prot.hi[index]! };
}

/** An operation with its arguments, ready for any number of values. */
export interface Operation {
  /** Level of the entries it makes. */
  readonly level: number;
  /** Changes the entry. */
  apply(word: bigint): bigint;
}
export interface OperationChoice {
  /** Rights, any of `r`, `w`, `x`. */
  readonly prot?: string;
  /** The operand, where the operation takes one. */
  readonly arg?: string;
}

/** Does this to a slot that holds the value. */
const onSlot = (word: bigint, change: (e: EntrySlot) => void): bigint => {
  const e = slotOf(word);
  change(e);
  return wordOf(e.lo, e.hi);
};

function checkArguments(op: string, takesProt: boolean, wanted: bigint | undefined, { prot, arg }: OperationChoice): void {
  if (takesProt && prot === undefined) throw fail(`'${op}' needs a protection`, 'add --prot, as rw or a value');
  if (!takesProt && prot !== undefined) throw fail(`'${op}' takes no protection`, 'leave --prot out');
  if (arg === undefined) return;
  if (wanted === undefined) throw fail(`'${op}' takes no argument`, 'leave --arg out');
  if (numberFrom('arg', arg) !== wanted) throw fail(`'${op}' is not possible with ${arg.slice(0, 40)}`, `the only order there is: ${wanted}`);
}

/** `pfn_pte` and kin: the value is a frame number. */
function fromFrame(architecture: Architecture, level: number, prot: EntrySlot): (word: bigint) => bigint {
  const { codec, name } = architecture;
  return (word) => {
    const out = entrySlot();
    const pfn = Number(word);
    codec.makeLeaf(level, pfn, prot.lo, prot.hi, out);
    if (Number.isSafeInteger(pfn) && codec.pfn(level, out.lo, out.hi) === pfn) return wordOf(out.lo, out.hi);
    throw new WorkbenchError('cannot-hold', `${name} has no frame ${wordText(word)} at ${LEVEL_NAMES[level]}`, 'it is too large, or not aligned to its size');
  };
}

/** An operation by its name in the vectors or the kernel: `mkdirty`, `pte_mkdirty`, `pmd_modify`, `pfn_pte`, … @throws WorkbenchError */
export function operationOf(architecture: Architecture, op: string, choice: OperationChoice): Operation {
  const { codec, geometry } = architecture;
  const frame = FROM_FRAME.exec(op);
  const [, levelName = 'pte', rest = ''] = PREFIX.exec(op) ?? [];
  const bare = rest.replaceAll('_', '');
  const key = ALIASES[bare] ?? bare;
  const own = ownOf(architecture).includes(key) ? codec.extra?.[key] : undefined;
  const change: Change | undefined = Object.hasOwn(MODIFIERS, key) ? MODIFIERS[key] : own && ((_codec, level, e) => own(level, e));
  if (frame === null && change === undefined) throw unknown(op, architecture);
  const level = levelIn(geometry, frame?.[1] ?? levelName);
  checkArguments(op, frame !== null || key === 'modify', Object.hasOwn(ARGUMENTS, key) ? ARGUMENTS[key] : undefined, choice);
  const prot = protectionOf(architecture, choice.prot ?? '0');
  if (frame !== null) return { level, apply: fromFrame(architecture, level, prot) };
  return { level, apply: (word) => onSlot(word, (e) => change!(codec, level, e, prot)) };
}
