import type { EndpointUse } from '../../../shared/contract/computers.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';

/** Seconds to leave an endpoint alone that says nothing about how long. */
const usualWait = 30;
const longestWait = 86_400;

export type Endpoints = ReturnType<typeof createEndpoints>;

/** Recognisers that somebody else runs: one recording that is asked to wait makes all of them wait. */
export function createEndpoints(database: Database, events: Events) {
  const em = () => database.orm.em.fork();
  const tell = () => events.announce({ type: 'computers' });

  return {
    /** Seconds for which an endpoint wishes to be left alone; 0 when it does not. */
    async waitOf(url: string): Promise<number> {
      const [row] = await em().execute<{ wait: number }[]>(
        `select extract(epoch from blocked_until - now())::float8 as wait from endpoints
         where url = ? and blocked_until > now()`,
        [url],
      );
      return row?.wait ?? 0;
    },

    /** Notes that an endpoint asks to wait, where a failure says so. */
    async heed({ code, details }: Failure): Promise<void> {
      const asked = details.retryAfter;
      const isBusy = code === 'ENDPOINT_BUSY' || (code === 'ENDPOINT_FAILED' && Number(asked) > 0);
      if (!isBusy && code !== 'ENDPOINT_QUOTA') return;
      const by = isBusy ? 'busy' : 'quota';
      const wait = Math.min(longestWait, Number(asked ?? usualWait));
      await em().execute(
        `insert into endpoints as known (url, blocked_until, blocked_by)
         values (?, now() + make_interval(secs => ?), ?)
         on conflict (url) do update set blocked_by = excluded.blocked_by, updated_at = now(),
           blocked_until = greatest(known.blocked_until, excluded.blocked_until)`,
        [String(details.url), wait, by],
      );
      await tell();
    },

    /** Lets an endpoint be asked again at once. */
    async unblock(url: string): Promise<void> {
      await em().transactional(async (tx) => {
        await tx.execute('update endpoints set blocked_until = null, blocked_by = null where url = ?', [url]);
        await tx.execute(
          `update batch_items set run_after = now() where status = 'retrying'
             and failure ->> 'code' in ('ENDPOINT_BUSY', 'ENDPOINT_QUOTA') and failure -> 'details' ->> 'url' = ?`,
          [url],
        );
        await events.publish(tx, { type: 'computers' });
      });
    },

    /** Counts sound that was sent, whatever becomes of the recording: it has to be paid. Gives what `waitOf` would. */
    async sent(itemId: string, url: string, seconds: number): Promise<number> {
      const [row] = await em().execute<{ wait: number | null }[]>(
        `with counted as (
           insert into endpoints as known (url, sent_seconds) values (?, ?) on conflict (url) do update
             set sent_seconds = known.sent_seconds + excluded.sent_seconds, updated_at = now()
           returning blocked_until),
         item as (update batch_items set sent_seconds = sent_seconds + ? where id = ?)
         select extract(epoch from blocked_until - now())::float8 as wait from counted`,
        [url, seconds, seconds, itemId],
      );
      return Math.max(0, row?.wait ?? 0);
    },

    async uses(): Promise<EndpointUse[]> {
      type Row = { url: string; sent: number; until: Date | null; by: 'busy' | 'quota' | null };
      const rows = await em().execute<Row[]>(
        `select url, sent_seconds as sent, case when blocked_until > now() then blocked_until end as until,
           case when blocked_until > now() then blocked_by end as by from endpoints order by updated_at desc`,
      );
      return rows.map(({ url, sent, until, by }) => ({
        url,
        sentSeconds: sent,
        blockedUntil: until && new Date(until).toISOString(),
        blockedBy: by,
      }));
    },
  };
}
