export * from './layout';
export * from './draft';
export * from './releases';
export * from './swap-types';
export * from './swaps';
export * from './bulk';
export * from './pages';
export * from './difference';
