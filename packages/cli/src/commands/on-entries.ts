export { apply } from './apply';
export { bits } from './bits';
export { decode } from './decode';
export { encode } from './encode';
export { fault } from './fault';
export { oops } from './oops';
