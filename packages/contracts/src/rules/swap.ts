import type { RuleRow } from './rule';

/** Entries that are neither empty nor present, and the swap device behind them. */
export const SWAP_RULES: readonly RuleRow[] = [
  {
    id: 'do_swap_page/device-gone', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW10', arg: 'slot',
    condition: 'the swap device went out of use since the entry was read',
    effect: 'ends with 0, and the access runs again',
  },
  {
    id: 'do_swap_page/in-cache', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW11', arg: 'pfn',
    condition: 'the swap cache has a page for the slot',
    effect: 'takes that page: nothing is read, and the fault is a minor one',
  },
  {
    id: 'do_swap_page/read-alone', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW12', arg: 'slot',
    condition: 'the swap cache has none, the device is synchronous, and no other entry refers to the slot',
    effect: 'reads a fresh page that never enters the cache',
  },
  {
    id: 'do_swap_page/read-ahead', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW13', arg: 'slot',
    condition: 'the swap cache has none, and other entries refer to the slot',
    effect: 'reads the page into the cache, where the others will find it',
  },
  {
    id: 'do_swap_page/no-page', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW14', arg: 'slot',
    condition: 'there is no memory for a page to read into',
    effect: 'ends with OOM',
  },
  {
    id: 'do_swap_page/left-cache', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW18', arg: 'pfn',
    condition: 'the page left the swap cache, or stands for another slot, before its lock was had',
    effect: 'lets the page go and ends with what it has',
  },
  {
    id: 'do_swap_page/changed-meanwhile', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW21', arg: 'pfn',
    condition: 'the entry is another one now that its lock is held',
    effect: 'lets the page go and ends with what it has',
  },
  {
    id: 'do_swap_page/not-uptodate', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW22', arg: 'pfn',
    condition: 'the page could not be read',
    effect: 'is a SIGBUS, and the entry stays',
  },
  {
    id: 'do_swap_page/cache-freed', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW25', arg: 'answer',
    condition: 'most of the device is in use, the memory is locked, or a write finds no reference but the cache\'s and its own',
    effect: 'takes the page out of the swap cache, if no entry needs it there (answer 1)',
  },
  {
    id: 'do_swap_page/exclusive', kernel: 'mm/memory.c:do_swap_page', spec: 'fault-path:SW28', arg: 'answer',
    condition: 'the page is about to be mapped',
    effect: 'maps it exclusive if it never was in the cache, its entry says so, or nobody else refers to it (answer 1); else read-only',
  },
  {
    id: 'handle_pte_marker/swapin-error', kernel: 'mm/memory.c:handle_pte_marker', spec: 'fault-path:M2', arg: 'none', commit: '15520a3f0469',
    condition: 'the entry says that its page could not be read back, or is poisoned',
    effect: 'is a SIGBUS each time, and changes nothing; from 6.12 on it is that of poisoned memory',
  },
  {
    id: 'handle_pte_marker/cleared', kernel: 'mm/memory.c:handle_pte_marker', spec: 'fault-path:M3', arg: 'vpn',
    condition: 'the entry says that somebody watches for writes, and nobody does any more, or the memory is anonymous',
    effect: 'clears it and ends with 0, so that the access runs again',
  },
  {
    id: 'handle_pte_marker/file', kernel: 'mm/memory.c:handle_pte_marker', spec: 'fault-path:M4', arg: 'object',
    condition: 'the entry says that somebody watches for writes, in a VMA of an object that is registered so',
    effect: 'goes on as for a missing page; the page is mapped protected',
  },
  {
    id: 'unuse_pte/brought-back', kernel: 'mm/swapfile.c:unuse_pte', spec: 'cow-and-gup:E2', arg: 'answer', commit: '15520a3f0469',
    condition: 'the device goes out of use, and the page of an entry is in memory',
    effect: 'maps the page old and read-only, exclusive if the entry was; if it could not be read (answer 0), an entry says so',
  },
];
