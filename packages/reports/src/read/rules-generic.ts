import { hex, type Draft, type PrintedEntry } from './draft';
import { HEX, older, since, type Rule } from './rule';

const LEVEL = /\b(pgd|p4d|pud|pmd|pte): ?((?:0x)?[0-9a-f]+)\b/gi;
const RSS = ['MM_FILEPAGES', 'MM_ANONPAGES', 'MM_SWAPENTS', 'MM_SHMEMPAGES'] as const;
const page = (draft: Draft) => (draft.page ??= {});
const number = (text: string | undefined): number | undefined => (text === undefined || !/^-?\d{1,10}$/.test(text) ? undefined : Number(text));

/** Is a pointer set? A hidden one is. */
const isSet = (text: string): boolean => !/^(?:0x)?0*$|^\(null\)$/i.test(text);

/** Lines that every architecture prints. */
export const GENERIC_RULES: readonly Rule[] = [
  {
    re: new RegExp(`BUG: Bad page map in process (.{0,64}?)\\s+(pte|pmd|pud|p4d|pgd): ?(${HEX})(?:\\s+pmd: ?(${HEX}))?`, 'i'), starts: 'bad-page-map', slot: 'bad',
    take(draft, [, , level, value, pmd]) {
      const raw = hex(value);
      if (raw === undefined) return;
      const table = hex(pmd);
      draft.bad = { level: level!.toLowerCase(), value: raw, ...(table !== undefined && { pmd: table }) };
      if (table === undefined) since(draft, 6, 18);
    },
  },
  { re: /BUG: Bad page map: (\d+) messages suppressed/i, starts: 'bad-page-map', slot: 'suppressed', take: (draft, [, count]) => void (draft.suppressed = Number(count)) },
  {
    re: new RegExp(`^pgd: ?${HEX}(?: |$)`, 'i'), slot: 'walk',
    take(draft, { input }) {
      const walk: PrintedEntry[] = [...input.matchAll(LEVEL)].map(([, name, value]) => ({ name: name!.toLowerCase(), value: hex(value) }));
      Object.assign(draft, { style: 'colons', walk });
      since(draft, 6, 18);
    },
  },
  {
    re: new RegExp(`(\\S+:\\d+): bad (pgd|p4d|pud|pmd) (?:(\\(_+ptrval_+\\)|${HEX}|\\(null\\))\\((${HEX})\\)|(${HEX}))\\.?`, 'i'), starts: 'bad-table-entry', slot: 'bad',
    take(draft, [, , level, place, x86, other]) {
      const value = hex(x86 ?? other);
      if (value === undefined) return;
      draft.bad = { level: level!.toLowerCase(), value };
      if (place === undefined) {
        draft.never = 'x86-64';
        return;
      }
      draft.arch = 'x86-64';
      if (hex(place) !== undefined) draft.place = hex(place)!;
    },
  },
  {
    re: new RegExp(`(\\w+): (Bad|Unused) swap (file|offset) entry (${HEX})`, 'i'), starts: 'bad-swap',
    take(draft, [, where, how, what, value]) {
      const raw = hex(value);
      if (raw !== undefined) draft.swaps.push({ value: raw, function: where!, what: `${how} swap ${what} entry` });
    },
  },
  {
    re: /BUG: Bad rss-counter state mm:(\S+)\s+(?:type:(MM_\w+)|idx:(\d))\s+val:(-?\d{1,15})/i, starts: 'bad-rss',
    take(draft, [text, , type, idx, value]) {
      draft.counters.push({ name: type ?? RSS[Number(idx)] ?? `idx ${idx}`, value: Number(value) });
      if (type === undefined) older(draft, 5, 4);
      else since(draft, 5, 2);
      if (/Comm:/.test(text)) since(draft, 6, 17);
    },
  },
  {
    re: /BUG: non-zero (pgtables_bytes|nr_ptes|nr_pmds) on freeing mm: (-?\d{1,15})/i, starts: 'bad-rss',
    take(draft, [, name, value]) {
      draft.counters.push({ name: name!, value: Number(value) });
      if (name === 'pgtables_bytes') since(draft, 4, 15);
      else older(draft, 4, 15);
    },
  },
  {
    re: new RegExp(`BUG: Bad page state in process (.{0,64}?)\\s+pfn:(${HEX})`, 'i'), starts: 'bad-page-state', slot: 'page',
    take: (draft, [, , pfn]) => void (page(draft).pfn = hex(pfn)!),
  },
  {
    re: /\bpage:\s*\S*\s.*?(?:ref)?count:(-?\d+) mapcount:(-?\d+)/i,
    take(draft, { input, 1: refcount, 2: mapcount }) {
      const pfn = hex(/\bpfn:(\w+)/i.exec(input)?.[1]);
      Object.assign(page(draft), { refcount: number(refcount), mapcount: number(mapcount), ...(pfn !== undefined && { pfn }) });
      if (/\bpage: ref/.test(input)) since(draft, 6, 9);
    },
  },
  {
    re: /\bflags: (?:0x)?[0-9a-f]+\(([^)]*)\)/i,
    take(draft, [, names]) {
      if (draft.page !== undefined) draft.page.flags = names!.split('|').filter((name) => /^[a-z_]\w*$/i.test(name));
    },
  },
  {
    re: /^raw:((?:\s+[0-9a-f]{16})+)/i,
    take(draft, [, words]) {
      if (draft.page !== undefined) draft.page.raw = [...(draft.page.raw ?? []), ...words!.trim().split(/\s+/).map((word) => hex(word)!)].slice(0, 8);
    },
  },
  { re: /page dumped because: (.{1,60})/i, take: (draft, [, reason]) => void (page(draft).reason = reason!) },
  {
    re: new RegExp(`\\baddr:(\\S+)\\s+vm_flags:(${HEX}) anon_vma:\\s*(\\S+) mapping:\\s*(\\S+) index:(${HEX})`, 'i'), slot: 'vma',
    take(draft, [, address, flags, anon, mapping, index]) {
      if (hex(flags) === undefined) return;
      const [at, place] = [hex(address), hex(index)];
      draft.pointer ??= [anon, mapping].map(hex).find((pointer) => pointer !== undefined && pointer !== 0n);
      draft.vma = { flags: hex(flags)!, anonymous: isSet(anon!), mapping: isSet(mapping!), ...(at !== undefined && { address: at }), ...(place !== undefined && { index: place }) };
    },
  },
  {
    re: /\bfile:\s*(\S+)\s+fault:\s*(\S+)\s+mmap:\s*(\S+)\s+(.*)/i, slot: 'fileOps',
    take(draft, { input, 2: fault }) {
      draft.fileOps = isSet(fault!) ? fault! : '';
      if (/readpage:/.test(input)) older(draft, 5, 19);
      else if (/mmap_prepare:/.test(input)) since(draft, 6, 16);
      else if (/read_folio:/.test(input)) since(draft, 5, 19);
    },
  },
  {
    re: /\bCPU: \d+ .*?Comm: .*?(?:Not tainted|Tainted:).*?\s(\d+\.\d+(?:\.\d+)?[\w.+~-]*)/i, slot: 'release',
    take: (draft, [, release]) => void (draft.release = release!),
  },
];

/** The release of a whole log. */
export const BOOT_LINE = /\bLinux version (\d+\.\d+[\w.+~-]*)/i;
