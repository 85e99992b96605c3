import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Measurement, median } from '../figure.ts';
import { openCore } from './openCore.ts';

const claimants = 4;
const items = 3000;
/** Milliseconds for an item: 300 a second. */
const most = 1000 / 300;
const rounds = 3;

/** Claiming and finishing items that are no work, each finish on the disk before it counts, by four processes at once. */
export const measureClaims: Measurement = async (say) => {
  const perItem: number[] = [];
  const waits: Waits = {};
  for (let each = 1; each <= rounds; each++) {
    perItem.push(await measureOnce(waits));
    say(`${items} empty items, round ${each}: ${Math.round(1000 / (perItem.at(-1) ?? 1))} a second`);
  }
  return [
    {
      name: `claiming and finishing an empty item with ${claimants} claimants`,
      value: median(perItem),
      unit: 'milliseconds',
      limit: most,
      details: { rounds: perItem, items, waits },
    },
  ];
};

/** What the claimants' connections were doing, as often as each was seen. */
type Waits = Record<string, number>;

async function lookAtWaits(database: Client, waits: Waits): Promise<void> {
  const { rows } = await database.query(
    `select case state when 'active' then coalesce(wait_event, 'working') else state end as what, count(*)::int as count
     from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() group by 1`,
  );
  for (const { what, count } of rows) waits[what] = (waits[what] ?? 0) + count;
}

/** Milliseconds an item, from the first claim to the last finish. */
async function measureOnce(waits: Waits): Promise<number> {
  await using bench = await openCore();
  const { client, databaseUrl } = bench.core;
  const path = join(bench.folder, 'first.wav');
  await writeFile(path, 'sound');
  const { batchId } = await client.library.add({ paths: [path] });
  await client.queue.pause({ everything: true });
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query(
    `with files as (
       insert into media_files (file_path, file_name, file_size, download_status)
       select '/' || n || '.wav', n || '.wav', 1, 'completed' from generate_series(2, $1::int) n returning id)
     insert into batch_items (batch_job_id, media_file_id, task_type, task_data, paused_at)
     select $2, id, 'preprocess', '{}', now() from files`,
    [items, batchId],
  );
  await database.query('update batch_jobs set total_files = $1 where id = $2', [items, batchId]);
  await database.query('analyze');
  const children = Array.from({ length: claimants }, (_, index) =>
    fork(join(import.meta.dirname, 'claimant.ts'), [databaseUrl, `claimant-${index}`]),
  );
  try {
    await Promise.all(children.map((child) => once(child, 'message')));
    await client.queue.resume({ everything: true });
    for (;;) {
      const { rows } = await database.query('select from batch_jobs where id = $1 and end_time is not null', [
        batchId,
      ]);
      if (rows.length > 0) break;
      await lookAtWaits(database, waits);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { rows } = await database.query(
      `select extract(epoch from max(completed_at) - min(started_at)) * 1000 as took, count(*)::int as count
       from batch_items where status = 'completed'`,
    );
    if (rows[0].count !== items) throw new Error(`${rows[0].count} of ${items} items were finished`);
    return Number(rows[0].took) / items;
  } finally {
    await database.end();
    await Promise.all(
      children.map(async (child) => {
        const ended = once(child, 'exit');
        child.send('stop');
        await ended;
      }),
    );
  }
}
