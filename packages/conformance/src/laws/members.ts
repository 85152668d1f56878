import type { Architecture, ModifyKeeps } from '@faultline/contracts';

export type Kind = 'function' | 'number' | 'string' | 'boolean' | 'object';
type KindOf<V> = [V] extends [(...args: never[]) => unknown]
  ? 'function'
  : [V] extends [number]
    ? 'number'
    : [V] extends [string]
      ? 'string'
      : [V] extends [boolean]
        ? 'boolean'
        : 'object';
/** Each member that is not optional, with its kind: the compiler holds these lists against the interface. */
type Members<T> = { readonly [K in keyof T as object extends Pick<T, K> ? never : K]: KindOf<T[K]> };
type PartName = 'geometry' | 'codec' | 'prot' | 'swap' | 'live' | 'gather' | 'hw' | 'faults' | 'caps';

const functions = <N extends string>(...names: readonly N[]): Record<N, 'function'> =>
  Object.fromEntries(names.map((name) => [name, 'function'])) as Record<N, 'function'>;
const booleans = <N extends string>(...names: readonly N[]): Record<N, 'boolean'> =>
  Object.fromEntries(names.map((name) => [name, 'boolean'])) as Record<N, 'boolean'>;

export const MODIFY_KEEPS: Members<ModifyKeeps> = booleans('pteDirty', 'hugeDirty', 'old', 'young');

export const WHOLE: Members<Architecture> = {
  name: 'string', config: 'string', kernel: 'string', machineName: 'string', geometry: 'object', codec: 'object', prot: 'object',
  swap: 'object', live: 'object', gather: 'object', hw: 'object', faults: 'object', caps: 'object',
};

export const PARTS: { readonly [P in PartName]: Members<Architecture[P]> } = {
  geometry: {
    pageShift: 'number', byteOrder: 'string', shift: 'object', entries: 'object', tableBytes: 'object', topLevel: 'number',
    leafLevels: 'number', ...functions('index', 'userLimit', 'isCanonical'),
  },
  codec: functions(
    'none', 'isNone', 'classify', 'isTable', 'isLeaf', 'present', 'accessible', 'protnone', 'young', 'dirty', 'write', 'exec',
    'special', 'softDirty', 'uffdWp', 'devmap', 'pfn', 'tableRef', 'makeTable', 'makeLeaf', 'mkYoung', 'mkOld', 'mkDirty', 'mkClean',
    'mkWrite', 'wrProtect', 'mkSpecial', 'mkHuge', 'mkDevmap', 'mkSoftDirty', 'clearSoftDirty', 'mkUffdWp', 'clearUffdWp',
    'mkInvalid', 'modify', 'decode',
  ),
  prot: { lo: 'object', hi: 'object', pageProt: 'function', execOnlyPkey: 'number' },
  swap: {
    offsetBits: 'number', pfnBits: 'number', types: 'object',
    ...functions(
      'encode', 'type', 'offset', 'exclusive', 'mkExclusive', 'clearExclusive', 'softDirty', 'mkSoftDirty', 'clearSoftDirty', 'uffdWp',
      'mkUffdWp', 'clearUffdWp',
    ),
  },
  live: functions(
    'getAndClear', 'getAndClearFull', 'clearFlush', 'setWrProtect', 'setAccessFlags', 'testAndClearYoung', 'clearFlushYoung',
    'modifyProtStart', 'modifyProtCommit', 'invalidateHuge', 'fixSpurious', 'afterInstall', 'flushPage', 'flushRange', 'flushMm',
    'needsFlush',
  ),
  gather: { mode: 'string', mergeVmas: 'boolean', tableFree: 'string', tableFreeOwesFlush: 'boolean', flush: 'function' },
  hw: { ad: 'object', faultDropsEntry: 'boolean', ...functions('walk', 'allows', 'refuse') },
  faults: functions('decode', 'encode', 'accessCheck', 'vmaAccessPermitted', 'describe'),
  caps: {
    retByte: 'number', initialPkru: 'number', modifyKeeps: 'object',
    ...booleans(
      'softDirty', 'uffdWp', 'swapExclusive', 'poisonSignal', 'devmap', 'pmdMigration', 'protnone', 'pkeys', 'executeOnly', 'softwareYoung', 'hwYoung',
      'oldPrefault', 'installEffect', 'mkPteTakesDirty', 'canMovePmd', 'canMovePud',
    ),
  },
};
