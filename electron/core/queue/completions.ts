import type { EntityManager } from '@mikro-orm/postgresql';
import type { TraxEvent } from '../../../shared/contract/events.ts';
import { TraxError } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Claim } from './claimQuery.ts';
import { holdLeases } from './claims.ts';
import { endWell } from './endings.ts';

/** What a handler leaves: its last changes, made in the transaction that completes the item. */
export interface Outcome {
  readonly result: unknown;
  finish?(em: EntityManager): Promise<void>;
  /** What is told when that is on the disk. */
  readonly news?: readonly TraxEvent[];
}

interface Waiting extends Outcome {
  readonly claim: Claim;
  readonly settle: PromiseWithResolvers<void>;
}

/**
 * Completes what one owner has done. A batch counts its items one after the other, and each count waits until the one before
 * is on the disk: what is done meanwhile is completed together, in the next transaction.
 */
export function createCompletions(database: Database, owner: string) {
  let waiting: Waiting[] = [];
  let isBusy = false;

  async function completeTogether(all: readonly Waiting[]) {
    const failures = new Map<Waiting, unknown>();
    await database.orm.em.fork().transactional(async (em) => {
      const held = await holdLeases(
        em,
        all.map(({ claim }) => claim.id),
        owner,
      );
      for (const one of all) {
        try {
          if (!held.has(one.claim.id)) throw new TraxError('CANCELLED');
          // Nested, so that one that fails takes nothing of the others back.
          if (one.finish) await em.transactional((nested) => one.finish?.(nested));
        } catch (error) {
          failures.set(one, error);
        }
      }
      const done = all.filter((one) => !failures.has(one));
      if (done.length > 0) await endWell(em, done);
    });
    return failures;
  }

  async function work() {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length > 0) {
      const all = waiting;
      waiting = [];
      const failures = await completeTogether(all).catch((error) => new Map(all.map((one) => [one, error])));
      for (const one of all) {
        if (failures.has(one)) one.settle.reject(failures.get(one));
        else one.settle.resolve();
      }
    }
    isBusy = false;
  }

  /** Settles when the item's end and what it leaves are on the disk. Throws CANCELLED when the item is no longer the owner's. */
  return function complete(claim: Claim, outcome: Outcome): Promise<void> {
    const settle = Promise.withResolvers<void>();
    waiting.push({ claim, settle, ...outcome });
    void work();
    return settle.promise;
  };
}
