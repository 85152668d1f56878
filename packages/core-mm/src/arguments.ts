import { AN_ARCHITECTURE, argumentText, ENUMS, isArchitecture, isObject, LAST_VPN, profileFault, misspeltKey, wordRemedy, type Architecture, type Profile } from '@faultline/contracts';
import { CoreError } from './errors';
import { ADVICE, type FileRequest, type MmapRequest, type Prot } from './requests';

function refuse(name: string, value: unknown, allowed: string, remedy = `pass ${allowed} as ${name}`): never {
  throw new CoreError('bad-argument', `${name} is ${argumentText(value)}, but must be ${allowed}`, remedy);
}

/** @throws CoreError `bad-argument` */
const refuseWord = (name: string, value: unknown, words: readonly string[]): never =>
  refuse(name, value, `one of ${words.join(', ')}`, wordRemedy(name, value, words));

/** A page number or a count of pages: an address has 64 bits, and records hold no more. @throws CoreError `bad-argument` */
export function checkPages(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= LAST_VPN)) refuse(name, value, `a whole number from 0 to ${LAST_VPN}`);
}

/** A page, as an access names it. @throws CoreError `bad-argument` */
export function checkPage(vpn: number): void {
  if (!(Number.isInteger(vpn) && vpn >= 0 && vpn < LAST_VPN)) refuse('vpn', vpn, `a whole number from 0 to ${LAST_VPN - 1}`);
}

const LAST_BYTE = 255;
/** @throws CoreError `bad-argument` */
export function checkByte(name: string, value: number): void {
  if ((value & LAST_BYTE) !== value) refuse(name, value, `a whole number from 0 to ${LAST_BYTE}`);
}

const MARKS = ['softDirty', 'referenced'];
/** What a tracker clears. @throws CoreError `bad-argument` */
export function checkMarks(marks: string): void {
  if (!MARKS.includes(marks)) refuseWord('marks', marks, MARKS);
}

const MODES = ['read', 'write'];
/** What a device does with pages that it pins. @throws CoreError `bad-argument` */
export function checkMode(mode: string): void {
  if (!MODES.includes(mode)) refuseWord('mode', mode, MODES);
}

const UFFD_MODES = ['missing', 'wp', 'both'];
/** Which faults user space handles. @throws CoreError `bad-argument` */
export function checkUffdMode(mode: string): void {
  if (!UFFD_MODES.includes(mode)) refuseWord('mode', mode, UFFD_MODES);
}

/** What the kernel has an answer for, however large. @throws CoreError `bad-argument` */
export function checkWhole(name: string, value: number): void {
  if (!Number.isInteger(value)) refuse(name, value, 'a whole number');
}

/** @throws CoreError `bad-argument` */
export function checkRange(vpn: number, pages: number): void {
  checkPages('vpn', vpn);
  checkPages('pages', pages);
}

function checkKeys(of: string, given: object, known: readonly string[]): void {
  const misspelt = misspeltKey(of, given, known);
  if (misspelt !== undefined) throw new CoreError('bad-argument', misspelt.message, misspelt.remedy);
}

export function checkBoolean(name: string, value: unknown): void {
  if (typeof value !== 'boolean') refuse(name, value, 'true or false');
}

const RIGHTS = ['r', 'w', 'x'] as const satisfies readonly (keyof Prot)[];

/** @throws CoreError `bad-argument` */
export function checkProt(prot: Prot): void {
  if (!isObject(prot)) refuse('prot', prot, 'an object { r, w, x } of true and false');
  checkKeys('prot', prot, RIGHTS);
  for (const right of RIGHTS) checkBoolean(`prot.${right}`, prot[right]);
}

/** Backings that a caller may name: what VMAs have is told otherwise. */
const BACKINGS = ['anon', 'zero', 'file'] as const satisfies readonly MmapRequest['backing'][];

const REQUEST = ['vpn', 'pages', 'prot', 'shared', 'backing', 'file', 'offset', 'readOnly', 'populate', 'locked', 'noreserve'] as const satisfies readonly (keyof MmapRequest)[];

/** A file is named where one is mapped, and nowhere else. */
function checkMapped({ backing, file, readOnly, offset }: MmapRequest): void {
  if (!(BACKINGS as readonly string[]).includes(backing)) refuseWord('backing', backing, BACKINGS);
  if (backing === 'file') checkWhole('file', file as number);
  else if (file !== undefined) refuse('file', file, "left out unless backing is 'file'");
  if (readOnly !== undefined) checkBoolean('readOnly', readOnly);
  if (readOnly === true && backing === 'anon') refuse('readOnly', readOnly, 'left out: anonymous memory has no descriptor');
  if (offset !== undefined) checkPages('offset', offset);
}

/** @throws CoreError `bad-argument` */
export function checkMmap(request: MmapRequest): void {
  if (!isObject(request)) refuse('the request', request, 'an object { vpn, pages, prot, shared, backing }');
  checkKeys('the request', request, REQUEST);
  checkRange(request.vpn, request.pages);
  checkProt(request.prot);
  checkBoolean('shared', request.shared);
  checkMapped(request);
  if (request.populate !== undefined) checkBoolean('populate', request.populate);
  if (request.locked !== undefined) checkBoolean('locked', request.locked);
  if (request.noreserve !== undefined) checkBoolean('noreserve', request.noreserve);
}

/** The longest file, in pages: an index of its cache is a word. */
const FILE_PAGES = 2 ** 31 - 1;

/** A page of a file. @throws CoreError `bad-argument` */
export function checkFilePage(page: number): void {
  if (!(Number.isInteger(page) && page >= 0 && page < FILE_PAGES)) refuse('page', page, `a whole number from 0 to ${FILE_PAGES - 1}`);
}

/** Pages of a file. @throws CoreError `bad-argument` */
export function checkFileRange(page: number, pages: number): void {
  checkFilePage(page);
  if (!(Number.isInteger(pages) && pages >= 0 && page + pages <= FILE_PAGES)) refuse('pages', pages, `a whole number from 0 to ${FILE_PAGES - page}`);
}

const FILE_REQUEST = ['backing', 'pages', 'content', 'cached'] as const satisfies readonly (keyof FileRequest)[];
const FILE_BACKINGS = ['file', 'shmem'] as const satisfies readonly FileRequest['backing'][];

/** @throws CoreError `bad-argument` */
export function checkFileRequest(request: FileRequest): void {
  if (!isObject(request)) refuse('the request', request, 'an object { backing, pages }');
  checkKeys('the request', request, FILE_REQUEST);
  if (!(FILE_BACKINGS as readonly string[]).includes(request.backing)) refuseWord('backing', request.backing, FILE_BACKINGS);
  checkFileRange(0, request.pages);
  if (request.cached !== undefined) checkBoolean('cached', request.cached);
  if (request.content !== undefined) checkContent(request.content, request.pages);
}

function checkContent(content: readonly number[], pages: number): void {
  if (!Array.isArray(content) || content.length > pages) refuse('content', content, `a list of at most ${pages} bytes`);
  content.forEach((byte, at) => checkByte(`content[${at}]`, byte));
}

/** @throws CoreError `bad-argument` */
export function checkMoveTo(to: { readonly vpn: number; readonly dontUnmap: boolean }): void {
  if (!isObject(to)) refuse('to', to, 'an object { vpn, dontUnmap }');
  checkKeys('to', to, ['vpn', 'dontUnmap']);
  checkWhole('to.vpn', to.vpn);
  checkBoolean('to.dontUnmap', to.dontUnmap);
}

/** @throws CoreError `bad-argument` */
export function checkAdvice(advice: string): void {
  if (!(ADVICE as readonly string[]).includes(advice)) refuseWord('advice', advice, ADVICE);
}

/** The place of an access among those there are. @throws CoreError `bad-argument` */
export function accessNamed(access: string): number {
  const place = (ENUMS.access as readonly string[]).indexOf(access);
  return place >= 0 ? place : refuseWord('access', access, ENUMS.access);
}

/** A page frame of this memory. @throws CoreError `bad-argument` */
export function checkFrame(pfn: number, last: number): void {
  if (!(Number.isInteger(pfn) && pfn >= 0 && pfn <= last)) refuse('pfn', pfn, `a whole number from 0 to ${last}`);
}

/** A slot of the swap device that was ever given. @throws CoreError `bad-argument` */
export function checkSlot(slot: number, last: number): void {
  if (!(Number.isInteger(slot) && slot >= 1 && slot <= last)) refuse('slot', slot, `a whole number from 1 to ${last}`);
}

const CORE_OPTIONS = ['architecture', 'memoryPages', 'profile', 'gather', 'host'];

/** What `createCore` is given. @throws CoreError `bad-argument` */
export function checkCoreOptions(options: { readonly architecture: Architecture; readonly profile?: Profile; readonly gather?: unknown; readonly host?: { readonly flush: unknown } }): void {
  if (!isObject(options)) refuse('options', options, 'an object with an architecture');
  checkKeys('options', options, CORE_OPTIONS);
  const { architecture, profile, gather, host } = options;
  if (!isArchitecture(architecture)) refuse('architecture', architecture, AN_ARCHITECTURE);
  if (gather !== undefined && typeof gather !== 'function') refuse('gather', gather, 'a function that makes a gather');
  if (host !== undefined && (!isObject(host) || typeof host.flush !== 'function')) refuse('host', host, 'an object with flush()');
  const fault = profile === undefined ? undefined : profileFault(profile);
  if (fault !== undefined) throw new CoreError('bad-argument', `profile ${fault}`, 'pass what profileOf or withSwitches returns');
}
