// Makes a dump of the page tables of the process that runs on a CPU of a QEMU guest. docs/dumping-page-tables.md says how to use it.
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { copyTables } from './copy.mjs';
import { attach } from './gdb.mjs';
import { MACHINES } from './machines.mjs';
import { monitorAt } from './monitor.mjs';

const PAUSE_MS = 20;
const hex = (value) => `0x${value.toString(16)}`;

/** Attaches at a moment when the CPU runs user code: between attempts the guest runs on. */
async function attachInUserMode({ gdb: address, cpu, tries, timeout }, machine) {
  for (let attempt = 0; attempt < tries; attempt++) {
    const gdb = await attach(address, { timeout });
    try {
      if (cpu > 0) await gdb.chooseCpu(cpu);
      const registers = await gdb.registers(machine.asked, machine.big);
      if (registers[machine.mode] === undefined) throw new Error(`the gdb stub does not tell the register ${machine.mode}: is this the machine?`);
      if (machine.user(registers[machine.mode])) return { gdb, registers };
      await gdb.detach();
    } catch (error) {
      gdb.close();
      throw error;
    }
    await pause(PAUSE_MS);
  }
  throw new Error(`CPU ${cpu} ran no user code at ${tries} looks: let the process spin there, or raise --tries`);
}

/** Entries from bytes, in the machine's order. */
function entriesOf(bytes, big) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 8 }, (_, index) => view.getBigUint64(index * 8, !big));
}

/** Reads tables through the stub; through the monitor where the stub reads virtual memory only. */
const readerOf = (gdb, monitor, big) => async (phys, count) => {
  if (!gdb.physical) return monitor.values(phys, count);
  const bytes = await gdb.memory(phys, count * 8);
  return bytes === undefined ? undefined : entriesOf(bytes, big);
};

/**
 * The dump as a value. Options: `gdb`, `monitor`, `arch`, `kernel`, and as on the command line.
 * @param {(line: string) => void} warn
 */
export async function makeDump(options, warn = () => undefined) {
  const machine = Object.hasOwn(MACHINES, options.arch) ? MACHINES[options.arch] : undefined;
  if (machine === undefined) throw new Error(`there is no machine '${options.arch}': use one of ${Object.keys(MACHINES).join(', ')}`);
  const settings = { cpu: 0, tries: 200, timeout: 10_000, name: `${options.arch}-${options.kernel}`, ...options };
  const monitor = await monitorAt(settings.monitor, settings);
  try {
    const emulator = await monitor.version();
    const { gdb, registers } = await attachInUserMode(settings, machine);
    try {
      const layout = machine.layout(registers, settings);
      const tables = await copyTables(layout, readerOf(gdb, monitor, machine.big), warn);
      await gdb.detach();
      return documentOf(settings, emulator, registers, layout, tables);
    } finally {
      gdb.close();
    }
  } finally {
    monitor.close();
  }
}

function documentOf({ name, arch, kernel }, emulator, registers, { levels, root, endIndex, sizeOf, config }, tables) {
  return {
    format: 1, name, arch, kernel, emulator: `QEMU ${emulator}`,
    config: { ...config, registers: Object.fromEntries(Object.entries(registers).map(([register, value]) => [register, hex(value)])) },
    root: { table: hex(root), size: sizeOf(levels), level: levels, firstIndex: 0, endIndex }, tables,
  };
}

const USAGE = `usage: node tools/dump/dump.mjs --gdb ADDRESS --monitor ADDRESS --arch MACHINE --kernel RELEASE --out FILE
  ADDRESS  HOST:PORT or unix:PATH        MACHINE  ${Object.keys(MACHINES).join(', ')}
  RELEASE  what uname -r says in the guest
  --name NAME  --cpu N  --tries N        --svnapot --svpbmt  extensions a RISC-V guest has
`;
const text = { type: 'string' };
const flag = { type: 'boolean' };

/** The command; gives the exit status. */
export async function command(args, io) {
  try {
    const { values } = parseArgs({ args, options: { gdb: text, monitor: text, arch: text, kernel: text, out: text, name: text, cpu: text, tries: text, svnapot: flag, svpbmt: flag } });
    const missing = ['gdb', 'monitor', 'arch', 'kernel', 'out'].find((option) => values[option] === undefined);
    if (missing !== undefined) throw new Error(`--${missing} is missing\n${USAGE}`);
    const numbers = Object.fromEntries(['cpu', 'tries'].filter((option) => values[option] !== undefined).map((option) => [option, countFrom(option, values[option])]));
    const dump = await makeDump({ ...values, ...numbers }, (line) => io.err(`dump: ${line}\n`));
    writeFileSync(values.out, `${JSON.stringify(dump)}\n`);
    io.err(`dump: ${Object.keys(dump.tables).length} tables in ${values.out}\n`);
    return 0;
  } catch (error) {
    io.err(`dump: ${error.message}\n`);
    return 2;
  }
}

function countFrom(option, value) {
  if (!/^\d{1,4}$/.test(value)) throw new Error(`--${option} '${value}' is no number`);
  return Number(value);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await command(process.argv.slice(2), { err: (line) => void process.stderr.write(line) });
