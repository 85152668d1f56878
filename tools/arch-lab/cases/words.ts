import type { MmEvent, RuleId } from '@faultline/contracts';

/** Events of one type. */
export const ofType = <T extends MmEvent['type']>(events: readonly MmEvent[], type: T): Extract<MmEvent, { type: T }>[] =>
  events.filter((event): event is Extract<MmEvent, { type: T }> => event.type === type);

/** Rules that decided, in order. */
export const rules = (events: readonly MmEvent[]): RuleId[] => ofType(events, 'BranchTaken').map(({ rule }) => rule);

/** What a fault does, in short words; undefined: an event that changes no page, entry or count. */
function inWords(event: MmEvent): string | undefined {
  switch (event.type) {
    case 'RefChanged': return `ref ${event.delta > 0 ? '+' : ''}${event.delta} ${event.why}`;
    case 'FolioAllocated': return `alloc ${event.why}`;
    case 'FolioFreed': return 'free';
    case 'FolioCopied': return 'copy';
    case 'FolioFlagged': return `page.${event.flag} ${event.on ? 'set' : 'clear'}`;
    case 'NotifierCalled': return `notifier ${event.phase} ${event.kind}`;
    case 'EntrySet': return `${event.level === 0 ? 'pte' : 'table'}.${event.how}`;
    case 'FlushRequested': return `flush ${event.scope}`;
    case 'FlushDeferred': return 'flush owed';
    case 'RmapAdded': return `rmap.add ${event.kind}${event.exclusive ? ' exclusive' : ''}`;
    case 'RmapRemoved': return 'rmap.remove';
    case 'RmapMoved': return 'rmap.move';
    case 'LruAdded': return 'lru.add';
    case 'CounterChanged': return `${event.counter} ${event.delta > 0 ? '+' : ''}${event.delta}`;
    case 'VmstatCounted': return event.item;
    case 'AnonVmaCreated': return 'anon_vma';
    case 'TableAllocated': return `table.alloc ${event.level}`;
    case 'PageCacheAdded': return 'cache.add';
    default: return undefined;
  }
}

/** What happened, in short words. */
export const story = (events: readonly MmEvent[]): string[] => events.flatMap((event) => inWords(event) ?? []);

