/** Both halves together, as `--arch-module` loads them. */
export { architecture, CONFIGS as configs } from './index';
export { createMmu } from './mmu/index';
