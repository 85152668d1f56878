export * from './table';
export * from './errors';
export * from './profile';
