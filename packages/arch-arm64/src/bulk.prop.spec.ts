import { bulkLaws } from '../../../tools/arch-lab/bulk-laws';
import { arm64, arm64Bulk } from './index';

bulkLaws(arm64, arm64Bulk, [
  { config: '4k-48', kernel: '6.1' }, { config: '4k-48-6.2' }, { config: '16k-47-6.2' }, { config: '64k-52-6.2' }, { config: '4k-48-6.12' }, { config: '4k-52-lpa2-6.12' }, { config: '16k-52-lpa2-6.12' }, { config: '64k-52-6.12' },
]);
