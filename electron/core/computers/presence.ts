import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import {
  type CoreView,
  coreSchema,
  type Hold,
  type Share,
  shareSchema,
} from '../../../shared/contract/computers.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import { storableJson, storableText } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import { leaseSeconds } from '../queue/claimQuery.ts';

/** How a core stands, as the others are told. */
export interface Standing {
  readonly places: number;
  readonly hold: Hold | null;
  readonly share: Share | null;
  readonly shareFailure: Failure | null;
}

const othersSchema = z.array(
  z.object({
    computer_id: z.string(),
    version: z.string().nullable(),
    is_home: z.boolean().nullable(),
    share: shareSchema.nullable(),
  }),
);

/** Milliseconds between two signs of life of a core about which there is nothing new. */
const beatEvery = 10_000;
/** A core that said nothing for so long is gone. A lease's length, so that nobody is thought gone who still holds items. */
const liveFor = `now() - make_interval(secs => ${leaseSeconds})`;

export type Presence = Awaited<ReturnType<typeof createPresence>>;

/** Who works on this library: this core among the others. Its entry goes with it. */
export async function createPresence(options: {
  database: Database;
  events: Events;
  computer: { readonly id: string; readonly name: string };
  version: string;
  /** False for a helper that only takes work. */
  isHome: boolean;
}) {
  const { database, events, computer, version, isHome } = options;
  const em = () => database.orm.em.fork();
  const register = (tx: EntityManager) =>
    tx.execute(
      `insert into computers (id, name) values (?, ?)
       on conflict (id) do update set name = excluded.name, seen_at = now()`,
      [computer.id, storableText(computer.name)],
    );
  // Before anything is added: what lies here must not be looked for elsewhere.
  await register(em());
  let told: { standing: Standing; at: number; owner: string } | null = null;

  return {
    computer,
    isHome,

    /** Tells the others how this core stands, where that has changed or they have not heard of it for a while. */
    async beat(owner: string, standing: Standing): Promise<void> {
      const isNews = !isDeepStrictEqual(told?.standing, standing);
      if (!isNews && told && performance.now() - told.at < beatEvery) return;
      await em().transactional(async (tx) => {
        await register(tx);
        await tx.execute(
          `insert into cores (owner, computer_id, version, is_home, places, hold, share, share_failure)
           values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)
           on conflict (owner) do update set places = excluded.places, hold = excluded.hold, share = excluded.share,
             share_failure = excluded.share_failure, seen_at = now()`,
          [
            owner,
            computer.id,
            version,
            isHome,
            standing.places,
            standing.hold && storableJson(standing.hold),
            standing.share && storableJson(standing.share),
            standing.shareFailure && storableJson(standing.shareFailure),
          ],
        );
        const gone = await tx.execute(`delete from cores where seen_at < ${liveFor} returning owner`);
        if (isNews || gone.length > 0) await events.publish(tx, { type: 'computers' });
      });
      told = { standing, at: performance.now(), owner };
    },

    /** The other computers of this library: their ids, who of them shares, and which versions look after it. */
    async others() {
      const rows = othersSchema.parse(
        await em().execute(
          `select c.id as computer_id, k.version, k.is_home, k.share from computers c
           left join cores k on k.computer_id = c.id and k.seen_at >= ${liveFor} where c.id <> ?`,
          [computer.id],
        ),
      );
      return {
        elsewhere: [...new Set(rows.map((row) => row.computer_id))],
        sharing: [...new Set(rows.flatMap((row) => (row.share ? [row.computer_id] : [])))],
        homeVersions: rows.flatMap((row) => (row.is_home && row.version ? [row.version] : [])),
      };
    },

    /** How the recordings of another computer can be fetched, and the computer's name. */
    async sharesOf(computerId: string): Promise<{ name: string; shares: Share[] }> {
      const rows = await em().execute<{ name: string; share: unknown }[]>(
        `select c.name, k.share from computers c
         left join cores k on k.computer_id = c.id and k.seen_at >= ${liveFor} and k.share is not null
         where c.id = ? order by k.started_at`,
        [computerId],
      );
      return {
        name: rows[0]?.name ?? computerId,
        shares: rows.flatMap((row) => shareSchema.safeParse(row.share).data ?? []),
      };
    },

    async cores(): Promise<CoreView[]> {
      const rows = await em().execute(
        `select k.computer_id as "computerId", c.name, k.computer_id = ? as "isThisComputer", k.is_home as "isHome",
           k.version, k.places, k.hold, substring(k.share -> 'addresses' ->> 0 from '\\d+$')::int as "sharePort",
           k.share_failure as "shareFailure",
           (select count(*)::int from batch_items i where i.status = 'running' and i.lease_owner = k.owner) as running
         from cores k join computers c on c.id = k.computer_id where k.seen_at >= ${liveFor}
         order by "isThisComputer" desc, c.name, k.started_at`,
        [computer.id],
      );
      return z.array(coreSchema).parse(rows);
    },

    /** Computers on which nothing works now. */
    async away(): Promise<{ id: string; name: string; seenAt: string }[]> {
      const rows = await em().execute<{ id: string; name: string; seen_at: Date }[]>(
        `select id, name, seen_at from computers c
         where not exists (select from cores k where k.computer_id = c.id and k.seen_at >= ${liveFor}) order by name, id`,
      );
      return rows.map((row) => ({ id: row.id, name: row.name, seenAt: new Date(row.seen_at).toISOString() }));
    },

    async [Symbol.asyncDispose]() {
      if (!told) return;
      const { owner } = told;
      await em().transactional(async (tx) => {
        await tx.execute('delete from cores where owner = ?', [owner]);
        await events.publish(tx, { type: 'computers' });
      });
    },
  };
}
