import { arm64Evidence } from '@faultline/arch-arm64/evidence';
import { riscvEvidence } from '@faultline/arch-riscv/evidence';
import { s390Evidence } from '@faultline/arch-s390/evidence';
import { x86Evidence } from '@faultline/arch-x86/evidence';
import { documentOf, readReports, type ReadOptions, type ReportFacts } from '../index';

/** The architectures that the tests know. */
export const MAKERS = [x86Evidence, arm64Evidence, s390Evidence, riscvEvidence];
/** The reports of a text. */
export const reportsOf = (text: string, options: ReadOptions = {}): readonly ReportFacts[] => documentOf(readReports([text], MAKERS, options)).reports;
