import type { EntityManager } from '@mikro-orm/postgresql';
import type { Finding } from '../../../shared/contract/maintenance.ts';
import type { Text } from '../../../shared/sentences.ts';

/** A finding, and how it is mended. */
export interface Problem {
  readonly finding: Finding;
  /** Runs in a transaction of its own and gives what was there before; null when there is nothing to do about it. */
  readonly mend: ((em: EntityManager) => Promise<unknown>) | null;
}

/** A finding that can be mended. */
export function mendable(
  finding: Finding & { repair: Text },
  mend: (em: EntityManager) => Promise<unknown>,
): Problem {
  return { finding, mend };
}

/** A finding about which only a person can do something. */
export function reported(finding: Omit<Finding, 'repair'>): Problem {
  return { finding: { ...finding, repair: null }, mend: null };
}
