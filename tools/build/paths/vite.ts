import type { Plugin } from 'vite';
import { withPlainForms } from './transform.ts';

/** Plain forms of paths, for Vite and Vitest. Before what strips types: a path is known by its type. */
export const plainForms = (): Plugin => ({
  name: 'plain-forms',
  enforce: 'pre',
  transform: (code, id) => (/\.[cm]?tsx?$/.test(id.split('?')[0]!) ? withPlainForms(id, code) : undefined),
});
