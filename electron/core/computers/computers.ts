import type { z } from 'zod';
import type { computersContract } from '../../../shared/contract/computers.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import { wakeQueue } from '../queue/channel.ts';
import type { Endpoints } from '../queue/endpoints.ts';
import type { Footprints } from './footprints.ts';
import type { Presence } from './presence.ts';

type View = z.infer<NonNullable<(typeof computersContract)['view']['~orpc']['outputSchema']>>;

export type Computers = ReturnType<typeof createComputers>;

/** Who works on this library, for people, and what they can do about it. */
export function createComputers(options: {
  database: Database;
  events: Events;
  presence: Presence;
  footprints: Footprints;
  endpoints: Endpoints;
}) {
  const { database, events, presence, footprints, endpoints } = options;

  return {
    async view(): Promise<View> {
      const [cores, away, limits, uses] = await Promise.all([
        presence.cores(),
        presence.away(),
        footprints.limits(),
        endpoints.uses(),
      ]);
      return { cores, away, limits, endpoints: uses };
    },

    forgetLimit: (limit: { computerId: string; model: string }) =>
      footprints.forget(limit.computerId, limit.model),

    unblock: (url: string) => endpoints.unblock(url),

    /** Throws NOT_FOUND, and NOT_ALLOWED_NOW while something works there. */
    async forget(id: string): Promise<void> {
      const [known, atWork] = await Promise.all([presence.away(), presence.cores()]);
      if (atWork.some((core) => core.computerId === id))
        throw new TraxError('NOT_ALLOWED_NOW', { reason: say('busy.running') });
      if (!known.some((computer) => computer.id === id))
        throw new TraxError('NOT_FOUND', { what: say('thing.computer'), id });
      await database.orm.em.fork().transactional(async (em) => {
        await em.execute('delete from computers where id = ?', [id]);
        await em.execute('delete from model_footprints where computer_id = ?', [id]);
        await events.publish(em, { type: 'computers' });
        await wakeQueue(em);
      });
    },
  };
}
