export { referenceFold } from './reference-fold';
export { EMPTY_STATE, type PlainFrame, type PlainMm, type PlainState, type PlainVma } from './plain-state';
export { renderState, type FastState } from './render-state';
