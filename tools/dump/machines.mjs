// What each machine's registers say of its tables, and which entries lead to a table. Levels count from 1, the table of base pages.

const bits = (word, high, low) => (word >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n);
const bit = (word, at) => bits(word, at, at) === 1n;
/** Address bits `high` to `low` where they stand. */
const field = (word, high, low) => bits(word, high, low) << BigInt(low);
const need = (registers, name) => {
  if (registers[name] === undefined) throw new Error(`the gdb stub does not tell the register ${name}`);
  return registers[name];
};

function x86(registers) {
  const cr4 = need(registers, 'CR4');
  const levels = bit(cr4, 12) ? 5 : 4;
  return {
    levels, root: field(need(registers, 'CR3'), 51, 12), endIndex: 256, sizeOf: () => 512,
    config: { pageSize: 4096, levels, vaBits: levels === 5 ? 57 : 48, entriesPerTable: 512, pku: bit(cr4, 22) },
    below: (level, raw) => (bit(raw, 0) && !bit(raw, 7) ? field(raw, 51, 12) : undefined),
  };
}

/** Granule by TCR_EL1.TG0. */
const GRANULES = { 0: 12, 1: 16, 2: 14 };

function arm(registers) {
  const tcr = need(registers, 'TCR_EL1');
  const ttbr = need(registers, 'TTBR0_EL1');
  const shift = GRANULES[Number(bits(tcr, 15, 14))];
  if (shift === undefined) throw new Error('TCR_EL1.TG0 is reserved');
  const vaBits = 64 - Number(bits(tcr, 5, 0));
  const lpa2 = shift !== 16 && bit(tcr, 59);
  const wide = lpa2 || (shift === 16 && bits(tcr, 34, 32) === 6n);
  const levels = Math.ceil((vaBits - shift) / (shift - 3));
  const rootSize = 2 ** (vaBits - shift - (levels - 1) * (shift - 3));
  const high = (raw) => (lpa2 ? bits(raw, 9, 8) << 50n : shift === 16 ? bits(raw, 15, 12) << 48n : 0n);
  return {
    levels, root: wide ? field(ttbr, 47, 6) | (bits(ttbr, 5, 2) << 48n) : field(ttbr, 47, 1), endIndex: rootSize,
    sizeOf: (level) => (level === levels ? rootSize : 2 ** (shift - 3)),
    config: { pageSize: 2 ** shift, levels, vaBits, entriesPerTable: 2 ** (shift - 3), lpa2, hardwareAccessFlag: bit(tcr, 39), hardwareDirty: bit(tcr, 39) && bit(tcr, 40) },
    below: (level, raw) => (bits(raw, 1, 0) === 3n ? field(raw, lpa2 ? 49 : 47, shift) | high(raw) : undefined),
  };
}

/** Levels by the designation type of an address-space-control element. */
const ASCE_LEVELS = { 1: 3, 2: 4, 3: 5 };

function s390(registers) {
  const asce = need(registers, 'CR1');
  const levels = ASCE_LEVELS[Number(bits(asce, 3, 2))];
  if (levels === undefined) throw new Error('a process with two levels of tables (31 bit) is not modelled');
  const edat = bit(need(registers, 'CR0'), 23);
  const large = (level, raw) => edat && level <= 3 && bit(raw, 10);
  return {
    levels, root: field(asce, 63, 12), endIndex: 2048, sizeOf: (level) => (level === 1 ? 256 : 2048),
    config: { pageSize: 4096, levels, vaBits: [42, 53, 64][levels - 3], edat },
    below: (level, raw) => (bit(raw, 5) || large(level, raw) ? undefined : field(raw, 63, level === 2 ? 11 : 12)),
  };
}

/** Bits of an address by the mode of satp. */
const SATP_MODES = { 8: 39, 9: 48, 10: 57 };

function riscv(registers, { svnapot = false, svpbmt = false }) {
  const satp = need(registers, 'satp');
  const vaBits = SATP_MODES[Number(bits(satp, 63, 60))];
  if (vaBits === undefined) throw new Error('satp: no page tables are in use');
  const levels = (vaBits - 12) / 9;
  return {
    levels, root: bits(satp, 43, 0) << 12n, endIndex: 256, sizeOf: () => 512,
    config: { pageSize: 4096, levels, vaBits, mode: `Sv${vaBits}`, entriesPerTable: 512, svnapot, svpbmt },
    below: (level, raw) => (bits(raw, 3, 0) === 1n ? bits(raw, 53, 10) << 12n : undefined),
  };
}

/** By the name that dumps use. `user`: is the CPU in user mode? `asked`: registers, named as the dump keeps them. */
export const MACHINES = {
  x86_64: { asked: ['CR0', 'CR2', 'CR3', 'CR4', 'EFER', 'cs'], mode: 'cs', user: (cs) => bits(cs, 1, 0) === 3n, layout: x86, big: false },
  arm64: { asked: ['TTBR0_EL1', 'TCR_EL1', 'MAIR_EL1', 'cpsr'], mode: 'cpsr', user: (cpsr) => bits(cpsr, 3, 0) === 0n, layout: arm, big: false },
  s390x: { asked: ['CR0', 'CR1', 'CR7', 'CR13', 'pswm'], mode: 'pswm', user: (pswm) => bit(pswm, 48), layout: s390, big: true },
  riscv64: { asked: ['satp', 'priv'], mode: 'priv', user: (priv) => bits(priv, 1, 0) === 0n, layout: riscv, big: false },
};
