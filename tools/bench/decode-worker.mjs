// Bulk and single decode: node decode-worker.mjs ARCH ENTRIES SINGLES. One round for each line on stdin; answers with a line of JSON.
import { bulkSlots } from '@faultline/codec-kit';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { randomEntries, sumOf } from './decode-entries.mjs';

/** Package, factory and bulk decode of each architecture. */
const PARTS = {
  'x86-64': ['@faultline/arch-x86', 'x86_64', 'x86Bulk'],
  arm64: ['@faultline/arch-arm64', 'arm64', 'arm64Bulk'],
  s390: ['@faultline/arch-s390', 's390', 's390Bulk'],
  riscv: ['@faultline/arch-riscv', 'riscv', 'riscvBulk'],
};

const [arch, count, singles] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const [name, factory, bulk] = PARTS[arch];
const main = await import(name);
const architecture = main[factory]();
const decode = main[bulk](architecture);
const { codec, geometry: { byteOrder } } = architecture;
const table = randomEntries(count);
const out = bulkSlots(count);
const words = Array.from({ length: singles }, (_, at) => table.getBigUint64(8 * at, byteOrder === 'little'));

/** Nanoseconds an entry. */
function timed(entries, work) {
  const start = performance.now();
  work();
  return ((performance.now() - start) * 1e6) / entries;
}

/** Asks for each part, so that none is left out: kind, place, flags and named bits. */
const partsRead = ({ kind, pfn, tablePhys, swap, flags, bits }) =>
  kind.length + (pfn ?? swap?.type ?? (tablePhys === undefined ? 0 : 1)) + (flags.present ? 1 : 0) + bits.length;

for await (const _line of createInterface({ input: process.stdin })) {
  let parts = 0;
  const ns = timed(count, () => decode(0, table, out));
  const singleNs = timed(singles, () => {
    for (const word of words) parts += partsRead(codec.decode(0, word));
  });
  process.stdout.write(`${JSON.stringify({ ns, singleNs, parts, sum: sumOf(out, count) })}\n`);
}
