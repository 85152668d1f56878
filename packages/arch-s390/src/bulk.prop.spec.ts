import { bulkLaws } from '../../../tools/arch-lab/bulk-laws';
import { s390, s390Bulk } from './index';

bulkLaws(s390, s390Bulk, [
  { config: '6.1' }, { config: '6.2' }, { config: '6.12' }, { config: '5level+edat' },
]);
