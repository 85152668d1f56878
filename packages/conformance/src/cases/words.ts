/** A row of the protection map as in /proc/PID/maps. */
export const rowWords = (row: number): string => `${row & 1 ? 'r' : '-'}${row & 2 ? 'w' : '-'}${row & 4 ? 'x' : '-'}${row & 8 ? 's' : 'p'}`;
export const hex = (value: number): string => `0x${value.toString(16)}`;
