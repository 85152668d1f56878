/** What a caller of GUP asks for. @kernel v6.2-rc3 include/linux/mm.h:FOLL_WRITE … */
export const FOLL_WRITE = 0x1;
/** Marks the page accessed, and for a write dirty. */
export const FOLL_TOUCH = 0x2;
/** Takes a reference. */
export const FOLL_GET = 0x4;
/** Goes past the VMA's protection, where a COW mapping makes that harmless. */
export const FOLL_FORCE = 0x10;
/** The memory is another process's: the caller's protection keys say nothing of it. */
export const FOLL_REMOTE = 0x2000;
/** The pin may last for ever. */
export const FOLL_LONGTERM = 0x10000;
/** Pins: the holder reads or writes the page behind the process's back. */
export const FOLL_PIN = 0x40000;
