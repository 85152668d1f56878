import { arm64 } from '@faultline/arch-arm64';
import { s390 } from '@faultline/arch-s390';
import { x86_64 } from '@faultline/arch-x86';
import type { Architecture } from '@faultline/contracts';

/** An architecture with one thing broken, and the law that must see it. */
export interface Planted {
  readonly fault: string;
  readonly law: string;
  /** Whole before the fault is planted. */
  readonly whole: Architecture;
  readonly broken: Architecture;
  /** No other law sees it. */
  readonly alone?: true;
}

export const x86 = x86_64({ kernel: '6.2' });
export const x86New = x86_64({ kernel: '6.12' });
export const arm = arm64({ kernel: '6.2' });
export const armSoftware = arm64({ kernel: '6.2', config: '4k-48+swaf' });
export const z = s390({ kernel: '6.2' });
export const zFour = s390({ kernel: '6.2', config: '4level' });

type PartName = 'geometry' | 'codec' | 'prot' | 'swap' | 'live' | 'gather' | 'hw' | 'faults' | 'caps';

/** The architecture with some members of one part replaced. */
export const replaced = <K extends PartName>(arch: Architecture, part: K, members: Partial<Architecture[K]>): Architecture => ({
  ...arch,
  [part]: { ...arch[part], ...members },
});

/** A row of a table of faults: the members are made from the part as it was. */
export const plant = <K extends PartName>(
  law: string,
  fault: string,
  whole: Architecture,
  part: K,
  members: (part: Architecture[K]) => Partial<Architecture[K]>,
): Planted => ({ law, fault, whole, broken: replaced(whole, part, members(whole[part])) });
