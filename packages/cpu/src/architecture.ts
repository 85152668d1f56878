import type { Architecture, Capabilities, Codec, FaultCodec } from '@faultline/contracts';

/** What a CPU needs of an architecture. */
export interface WalkedArchitecture extends Pick<Architecture, 'hw'> {
  readonly codec: Pick<Codec, 'none' | 'isTable' | 'makeTable' | 'tableRef'>;
  readonly faults: Pick<FaultCodec, 'decode'>;
  readonly caps: Pick<Capabilities, 'initialPkru'>;
}
