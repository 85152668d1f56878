import { arm64Evidence } from '@faultline/arch-arm64/evidence';
import { riscvEvidence } from '@faultline/arch-riscv/evidence';
import { s390Evidence } from '@faultline/arch-s390/evidence';
import { x86Evidence } from '@faultline/arch-x86/evidence';
import type { EvidenceMaker } from '@faultline/contracts';
import { architectureNamed } from './architecture-names';
import { WorkbenchError } from './errors';

/** The architectures of which kernels print reports that can be read. */
export const EVIDENCE: readonly EvidenceMaker[] = [x86Evidence, arm64Evidence, s390Evidence, riscvEvidence];

/** What an architecture knows of printed words; undefined: nothing, as that of one from outside. */
export const evidenceMakerOf = (name: string): EvidenceMaker | undefined => EVIDENCE.find((maker) => maker.name === name);

/** The same by any name that people have for it. @throws WorkbenchError if there is none, or it prints no reports */
export function evidenceNamed(name: string): EvidenceMaker {
  const maker = evidenceMakerOf(architectureNamed(name));
  if (maker !== undefined) return maker;
  const known = EVIDENCE.map((each) => each.name);
  throw new WorkbenchError('misuse', `there is no architecture '${name}' of which reports are read`, `use one of ${known.join(', ')}`, { name, known });
}
