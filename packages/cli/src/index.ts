export { main } from './main';
export { nodeIo, type Io } from './io';
