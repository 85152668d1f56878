/** Kernel profiles (DESIGN §6). `6.2` means v6.2-rc3, the model's version. */
export type Kernel = '6.1' | '6.2' | '6.12';
/** Oldest first. */
export const KERNELS: readonly Kernel[] = ['6.1', '6.2', '6.12'];

/** What a user may call a kernel, and the profile it means. */
export const KERNEL_NAMES = { '6.1': '6.1', '6.2': '6.2', '6.2-rc3': '6.2', '6.12': '6.12' } as const satisfies Readonly<Record<string, Kernel>>;
export type KernelName = keyof typeof KERNEL_NAMES;

/** The kernel of a name; undefined: there is none of this name. */
export const kernelNamed = (name: string): Kernel | undefined =>
  typeof name === 'string' && Object.hasOwn(KERNEL_NAMES, name) ? KERNEL_NAMES[name as KernelName] : undefined;
