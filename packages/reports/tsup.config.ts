import { library } from '../../tools/build/tsup.shared';

export default library({ index: 'src/index.ts' });
