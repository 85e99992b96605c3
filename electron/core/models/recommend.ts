import { say, type Text } from '../../../shared/sentences.ts';

/** What of a computer decides which model suits it. */
export interface Computer {
  /** Processor cores that this process may use. */
  readonly cores: number;
  /** Bytes of memory, within the container's limit where there is one. */
  readonly memory: number;
  /** Whether the recogniser can use a graphics processor. */
  readonly hasGpu: boolean;
}

export interface Recommendation {
  readonly name: string;
  /** One sentence for people. */
  readonly reason: Text;
}

const gigabyte = 1e9;

/**
 * The best model that a computer runs at a bearable speed. Computers are sold in binary gigabytes of which some is kept
 * by the system, so the limits are a little under 8 and 4 GB.
 */
export function recommend({ cores, memory, hasGpu }: Computer): Recommendation {
  const own = hasGpu ? 'gpu' : 'cores';
  const filling = { cores, memory: Math.round(memory / 1024 ** 3) };
  if (memory >= 7.5 * gigabyte && (hasGpu || cores >= 8))
    return { name: 'large-v3-turbo-q5_0', reason: say(`models.large.${own}`, filling) };
  if (memory >= 3.5 * gigabyte && (hasGpu || cores >= 4))
    return { name: 'small-q5_1', reason: say(`models.small.${own}`, filling) };
  return { name: 'base-q5_1', reason: say(`models.base.${own}`, filling) };
}
