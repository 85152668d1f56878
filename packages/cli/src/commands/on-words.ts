export { legend } from './legend';
export { rule } from './rule';
