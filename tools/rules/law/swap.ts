import type { LawTable } from './law';

/** Entries that are neither empty nor present. */
export const SWAP: readonly LawTable[] = [
  {
    of: 'mm/memory.c:do_swap_page', spec: 'fault-path', about: 'By the kind of the entry first.',
    rows: [
      ['SW1', 'a migration entry', 'waits until the migration ends; 0', 'later swap'],
      ['SW2', 'device-exclusive', 'restores it to a present entry', 'later device memory'],
      ['SW3', 'device-private, unchanged under the lock', "takes a reference and returns what the driver's migrate_to_ram says", 'later device memory'],
      ['SW4', 'poison', 'HWPOISON', 'later swap'],
      ['SW5', 'a marker', 'goes to handle_pte_marker', 'followed'],
      ['SW6', 'no known kind', 'reports it, SIGBUS', 'later swap'],
      ['SW7', 'a swap entry', 'swaps it in, as follows', 'followed'],
      'do_swap_page/device-gone',
      'do_swap_page/in-cache',
      'do_swap_page/read-alone',
      'do_swap_page/read-ahead',
      'do_swap_page/no-page',
      ['SW15', 'a page was read', 'MAJOR, and PGMAJFAULT', 'by VmstatCounted'],
      ['SW16', 'the cached page is poisoned', 'HWPOISON', 'later swap'],
      ['SW17', 'the page lock is not to be had', 'RETRY', 'later swap'],
      'do_swap_page/left-cache',
      ['SW19', 'the page is shared by KSM under another anon_vma or offset', 'copies it, or OOM', 'later KSM'],
      ['SW20', 'a write to a cached page that is on no LRU', "drains this CPU's batch, which may drop a hidden reference", 'later swap'],
      'do_swap_page/changed-meanwhile',
      'do_swap_page/not-uptodate',
      ['SW23', 'deciding whether the page is exclusive', 'not for KSM; yes outside the cache; yes by the exclusive bit, unless writeback needs stable pages', 'followed'],
      ['SW24', 'before the entry is written', 'gives one count of the slot back', 'by SwapCountChanged'],
      'do_swap_page/cache-freed',
      ['SW26', 'always', 'one anonymous page more, one swap entry less', 'by CounterChanged'],
      ['SW27', 'building the entry', 'page and default protection', 'by EntrySet'],
      'do_swap_page/exclusive',
      ['SW29', 'the swap entry was soft-dirty', 'carries it over', 'by EntrySet'],
      ['SW30', 'it was uffd-wp', 'uffd-wp and not writable, whatever SW28 said', 'by EntrySet'],
      ['SW31', 'adding the rmap', 'as a new page for the copy of KSM, else as an anonymous one, exclusive as in SW28', 'by RmapAdded'],
      ['SW32', 'then', 'sets the entry', 'by EntrySet'],
      ['SW33', 'then', 'unlocks the page', 'followed'],
      ['SW34', 'a write is not done with', 'goes to do_wp_page with the lock held', 'followed'],
      ['SW35', 'otherwise', '0 or MAJOR', 'by FaultEnded'],
    ],
  },
  {
    of: 'mm/memory.c:handle_pte_marker', spec: 'fault-path', about: 'Since 15520a3f0469 a failed swap-in that swapoff finds is a marker; 6.1 has a swap type of its own for it, with one device less.',
    rows: [
      ['M1', 'no known bit is set', 'warns once, SIGBUS', 'later markers'],
      'handle_pte_marker/swapin-error', 'handle_pte_marker/cleared', 'handle_pte_marker/file',
    ],
  },
  {
    of: 'mm/swapfile.c:unuse_pte', spec: 'cow-and-gup', about: 'swapoff brings every page back, address space by address space; then the cache gives up what it has for nobody.',
    rows: ['unuse_pte/brought-back'],
  },
];
