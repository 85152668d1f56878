// Copies tables by following entries only: what a leaf means is left to whoever reads the dump.

const MOST_TABLES = 65536;
const hex = (value) => `0x${value.toString(16)}`;

/** The value that most entries have: it is written once. */
function fillOf(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

function tableText(level, values) {
  const fill = fillOf(values);
  const listed = values.flatMap((value, index) => (value === fill ? [] : [[index, hex(value)]]));
  return { level, size: values.length, fill: hex(fill), e: Object.fromEntries(listed) };
}

/**
 * All tables that the user half of `layout` leads to. `read(phys, count)` gives the entries of a table, or undefined where there
 * is no memory: such a table is left out, and `warn` is told.
 */
export async function copyTables(layout, read, warn) {
  const tables = {};
  const waiting = [{ phys: layout.root, level: layout.levels }];
  for (const { phys, level } of waiting) {
    if (waiting.length > MOST_TABLES) throw new Error(`there are more than ${MOST_TABLES} tables: these are no page tables`);
    if (Object.hasOwn(tables, hex(phys))) continue;
    const values = await read(phys, layout.sizeOf(level));
    if (values === undefined) {
      if (level === layout.levels) throw new Error(`there is no memory at the root table ${hex(phys)}`);
      warn(`there is no memory at ${hex(phys)}, where a table of level ${level} should be`);
      continue;
    }
    tables[hex(phys)] = tableText(level, values);
    if (level > 1) waiting.push(...tablesBelow(layout, level, values).map((below) => ({ phys: below, level: level - 1 })));
  }
  return tables;
}

function tablesBelow({ levels, endIndex, below }, level, values) {
  const user = level === levels ? values.slice(0, endIndex) : values;
  return user.map((raw) => below(level, raw)).filter((phys) => phys !== undefined);
}
