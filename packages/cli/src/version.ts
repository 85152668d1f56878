import { KERNEL_NAMES, KERNELS, LOG_VERSION } from '@faultline/contracts';
import { version } from '../package.json';

const names = Object.entries(KERNEL_NAMES);

/** Each profile by the most exact of its names. */
const profiles = KERNELS.map((kernel) => names.filter(([, of]) => of === kernel).at(-1)![0]);

/** What `--version` prints: the release, the format of written logs, and the kernels that can be named. */
export const VERSION = `faultline ${version}\nevent format ${LOG_VERSION}\nkernel profiles ${profiles.join(', ')}`;
