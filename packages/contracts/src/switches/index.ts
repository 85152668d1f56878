export * from './table';
export * from './switch-error';
export * from './profile';
