/** The kernel paths without step points, generated from the same sources (`npm run generate:sequential`). */
export { requestFlush } from './sequential/flush';
export { pageFault } from './sequential/fault/page-fault';
export { handleMmFault } from './sequential/fault/handle-mm-fault';
export { exitMmap } from './sequential/paths/exit';
export { dupMmap } from './sequential/paths/fork';
export { madvise } from './sequential/paths/madvise';
export { mmapRegion } from './sequential/paths/mmap';
export { mprotect } from './sequential/paths/mprotect';
export { mremap } from './sequential/paths/mremap';
export { munmap } from './sequential/paths/munmap';
