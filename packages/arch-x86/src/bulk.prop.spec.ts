import { bulkLaws } from '../../../tools/arch-lab/bulk-laws';
import { x86_64, x86Bulk } from './index';

bulkLaws(x86_64, x86Bulk, [
  { config: 'l4-6.1' }, { config: 'l4-6.2' }, { config: 'l4-6.2-devpriv' }, { config: 'l5-6.2' }, { config: 'l4-6.12' }, { config: 'l4-6.12-shstk' },
]);
