export * from './number';
export * from './entry';
export * from './change';
export * from './event';
export * from './verdict';
export * from './pattern';
