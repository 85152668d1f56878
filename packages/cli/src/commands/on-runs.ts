export { compare } from './compare';
export { run } from './run';
export { verify } from './verify';
