import { bulkLaws } from '../../../tools/arch-lab/bulk-laws';
import { riscv, riscvBulk } from './index';

bulkLaws(riscv, riscvBulk, [
  { config: 'sv39', kernel: '6.1' }, { config: 'sv39-6.2' }, { config: 'sv57-6.2' }, { config: 'sv48-6.12' }, { config: 'sv39-6.12' },
]);
