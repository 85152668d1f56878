import { library } from '../../tools/build/tsup.shared';

export default library({ index: 'src/index.ts', evidence: 'src/evidence/index.ts', mmu: 'src/mmu/index.ts' });
