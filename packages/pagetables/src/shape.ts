import * as z from 'zod';
import { MAX_LEVELS, MAX_TABLE_SIZE } from './limits';

const hex = z.string().regex(/^0x[0-9a-f]{1,16}$/i, 'is no 64-bit value in hexadecimal (0x…)');
const index = z.string().regex(/^(0|[1-9]\d{0,4})$/, 'is no index of a table');
const level = z.int().min(1).max(MAX_LEVELS);
const size = z.int().min(1).max(MAX_TABLE_SIZE);
const type = z.int().min(0).max(32);
const flag = z.boolean().optional();

/** Numbers of the reserved swap types, by the names of the format. */
const swapTypes = z.object({
  swapFiles: type, hwpoison: type.optional(), migrationRead: type.optional(), migrationReadExclusive: type.optional(), migrationWrite: type.optional(),
  devicePrivateWrite: type.optional(), devicePrivateRead: type.optional(), deviceExclusiveWrite: type.optional(), deviceExclusiveRead: type.optional(),
  pteMarker: type.optional(), swapinError: type.optional(),
});

const config = z.object({
  pageSize: z.int().min(4096).max(65536), levels: level, vaBits: z.int().min(30).max(64), mode: z.string().max(16).optional(),
  pku: flag, lpa2: flag, hardwareAccessFlag: flag, hardwareDirty: flag, edat: flag, svnapot: flag, svpbmt: flag, softDirtyBit: flag, uffdWpBit: flag,
  swapTypes: swapTypes.optional(),
});

/** The members of a dump that walking needs; others are left alone. */
export const dumpShape = z.object({
  format: z.literal(1, 'is not 1, the format that is known'),
  name: z.string().max(200).optional(), arch: z.string().max(40), kernel: z.string().max(100), config,
  root: z.object({ table: hex, size, level, firstIndex: z.int().min(0).max(MAX_TABLE_SIZE), endIndex: z.int().min(0).max(MAX_TABLE_SIZE), half: z.enum(['user', 'kernel'], 'is neither user nor kernel').optional() }),
  tables: z.record(hex, z.object({ level, size, fill: hex, e: z.record(index, hex) })),
});

/** Architecture switches of the dumped machine, as the format names them. */
export type DumpConfig = z.infer<typeof config>;
export type DumpSwapTypes = z.infer<typeof swapTypes>;
export type DumpShape = z.infer<typeof dumpShape>;
