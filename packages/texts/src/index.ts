export * from './event';
export * from './rules';
