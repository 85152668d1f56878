/** Kernel profiles (DESIGN §6). `6.2` means v6.2-rc3, the model's version. */
export type Kernel = '6.1' | '6.2' | '6.12';
export const KERNELS: readonly Kernel[] = ['6.1', '6.2', '6.12'];
