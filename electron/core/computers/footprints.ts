import type { MemoryLimit } from '../../../shared/contract/computers.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';

export type Footprints = ReturnType<typeof createFootprints>;

/** What models were measured to need on this computer, in megabytes, and what running out of memory has taught. */
export function createFootprints(database: Database, events: Events, computerId: string) {
  const em = () => database.orm.em.fork();
  const tell = () => events.announce({ type: 'computers' });

  return {
    async load() {
      type Row = {
        model: string;
        peak_mb: number | null;
        most_at_once: number | null;
        replaced_by: string | null;
      };
      const rows = await em().execute<Row[]>(
        'select model, peak_mb, most_at_once, replaced_by from model_footprints where computer_id = ?',
        [computerId],
      );
      const known = <Value>(of: (row: Row) => Value | null) =>
        Object.fromEntries(rows.flatMap((row) => (of(row) === null ? [] : [[row.model, of(row) as Value]])));
      return {
        needs: known((row) => row.peak_mb),
        most: known((row) => row.most_at_once),
        replacements: known((row) => row.replaced_by),
      };
    },

    /** Notes what a model has had in use; the most counts. */
    async measured(model: string, peakMb: number): Promise<void> {
      await em().execute(
        `insert into model_footprints as known (computer_id, model, peak_mb) values (?, ?, ?)
         on conflict (computer_id, model) do update set peak_mb = excluded.peak_mb, updated_at = now()
           where known.peak_mb is null or known.peak_mb < excluded.peak_mb`,
        [computerId, model, Math.max(1, Math.ceil(peakMb))],
      );
    },

    /** Notes that a model ran out of memory: how many may use it at once from now on, and what takes its place. */
    async ranOut(model: string, mostAtOnce: number, replacedBy: string | null = null): Promise<void> {
      await em().execute(
        `insert into model_footprints (computer_id, model, most_at_once, replaced_by, out_of_memory_at)
         values (?, ?, ?, ?, now())
         on conflict (computer_id, model) do update set most_at_once = excluded.most_at_once,
           replaced_by = excluded.replaced_by, out_of_memory_at = now(), updated_at = now()`,
        [computerId, model, Math.max(1, mostAtOnce), replacedBy],
      );
      await tell();
    },

    async limits(): Promise<MemoryLimit[]> {
      type Row = {
        computer_id: string;
        name: string;
        model: string;
        most: number;
        replaced_by: string | null;
        since: Date;
      };
      const rows = await em().execute<Row[]>(
        `select f.computer_id, coalesce(c.name, '') as name, f.model, f.most_at_once as most, f.replaced_by,
           f.out_of_memory_at as since
         from model_footprints f left join computers c on c.id = f.computer_id
         where f.most_at_once is not null and f.out_of_memory_at is not null order by f.out_of_memory_at desc`,
      );
      return rows.map((row) => ({
        computerId: row.computer_id,
        name: row.name,
        model: row.model,
        mostAtOnce: row.most,
        replacedBy: row.replaced_by,
        since: new Date(row.since).toISOString(),
      }));
    },

    async forget(computer: string, model: string): Promise<void> {
      await em().execute('delete from model_footprints where computer_id = ? and model = ?', [
        computer,
        model,
      ]);
      await tell();
    },
  };
}
