/** Options of a test that may be skipped: why, for the report of `npm test`. */
export const because = (reason: string): { readonly meta: object } => ({ meta: { skipped: reason } });
