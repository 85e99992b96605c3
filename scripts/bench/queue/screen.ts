import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { Client } from 'pg';
import { findChromium } from '../../../electron/core/tools/chromium.mjs';
import { serveWeb } from '../../../electron/hosts/web/serve.ts';
import type { Item } from '../../../shared/contract/queue.ts';
import { bringUpToDate } from '../../build/bundles.mjs';
import { type Measurement, round } from '../figure.ts';
import { openCore } from './openCore.ts';

const recordings = 10_000;
const changes = 60;
/** Milliseconds from a change in the database until it is painted. */
const mostToScreen = 100;
/** Milliseconds after which a change is taken not to come any more. */
const patience = 10_000;
/** Milliseconds of the longest frame while the list is scrolled: three at 60 a second. */
const mostFrame = 50;

/** The queue's page with ten thousand recordings in one batch: from an event to the screen, and scrolling meanwhile. */
export const measureScreen: Measurement = async (say) => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium: npm test says how to get it');
  await bringUpToDate();
  await using bench = await openCore();
  const { core } = bench;
  const server = await serveWeb({ core });
  const database = new Client({ connectionString: core.databaseUrl });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await database.connect();
    const item = await fill(database);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    await page.getByRole('navigation').getByRole('link', { name: 'Queue' }).click();
    await page.getByRole('link', { name: 'Recording 1', exact: true }).waitFor();
    const delays = (await toScreen(database, page, item)).toSorted((a, b) => a - b);
    const p95 = delays[Math.ceil(delays.length * 0.95) - 1] ?? Number.NaN;
    const frames = (await scroll(database, page, item)).toSorted((a, b) => a - b);
    const slow = frames[Math.ceil(frames.length * 0.95) - 1] ?? Number.NaN;
    say(
      `event to screen: median ${delays[delays.length / 2]} ms; frames: median ${frames[frames.length >> 1]} ms`,
    );
    return [
      {
        name: `from an event to the screen, ${recordings} recordings in the queue (95th percentile)`,
        value: p95,
        unit: 'milliseconds',
        limit: mostToScreen,
        details: { median: delays[delays.length / 2], longest: delays.at(-1) },
      },
      {
        name: `frame while ${recordings} recordings are scrolled and events come (95th percentile)`,
        value: round(slow),
        unit: 'milliseconds',
        limit: mostFrame,
        details: { median: frames[frames.length >> 1], longest: frames.at(-1), frames: frames.length },
      },
    ];
  } finally {
    await browser.close();
    await server.close();
    await database.end();
  }
};

/** One batch of many recordings, the first of which is being transcribed; gives its item. */
async function fill(database: Client): Promise<string> {
  const [batch, item] = [randomUUID(), randomUUID()];
  await database.query(
    `insert into batch_jobs (id, name, status, total_files, start_time) values ($1, 'All', 'running', $2, now())`,
    [batch, recordings],
  );
  await database.query(
    `with files as (
       insert into media_files (file_path, file_name, title, file_size, duration_seconds, download_status)
       select '/' || n || '.wav', n || '.wav', 'Recording ' || n, n, 600, 'completed' from generate_series(1, $1::int) n
       returning id, file_size)
     insert into batch_items (id, batch_job_id, media_file_id, task_type, task_data, position, status, stage, started_at,
       lease_owner, lease_until)
     select case file_size when 1 then $3::uuid else gen_random_uuid() end, $2, id, 'transcribe', '{}', file_size,
       case file_size when 1 then 'running' else 'pending' end, case file_size when 1 then 'recognizing' end, now(),
       case file_size when 1 then 'bench' end, case file_size when 1 then now() + interval '1 day' end
     from files`,
    [recordings, batch, item],
  );
  await database.query('analyze');
  return item;
}

/** Moves the item on, as a worker's progress does: the row, and word of it, in one transaction. */
async function advance(database: Client, item: string, percent: number): Promise<void> {
  // What is shown is rounded down.
  const progress = (percent + 0.5) / 100;
  await database.query('begin');
  const { rows } = await database.query(
    `update batch_items set progress = $2 where id = $1
     returning batch_job_id as "batchId", media_file_id as "recordingId"`,
    [item, progress],
  );
  const told: Item = {
    ...rows[0],
    id: item,
    task: 'transcribe',
    status: 'running',
    state: 'running',
    stage: 'recognizing',
    progress,
    secondsLeft: null,
    speed: 10,
    failure: null,
    retryAt: null,
    computer: null,
    replaces: null,
  };
  await database.query(`select pg_notify('trax_events', $1)`, [JSON.stringify({ type: 'item', item: told })]);
  await database.query('commit');
}

/** Milliseconds from each change's beginning until the frame that shows it. */
async function toScreen(database: Client, page: Page, item: string): Promise<number[]> {
  await page.evaluate(`(() => {
    window.seen = {};
    new MutationObserver(() => {
      const text = document.querySelector('main li[aria-posinset="1"]')?.textContent ?? '';
      const percent = /(\\d+)\\s?%/.exec(text)?.[1];
      if (percent && !(percent in window.seen)) {
        window.seen[percent] = 0;
        requestAnimationFrame(() => { window.seen[percent] = Date.now(); });
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  })()`);
  const delays: number[] = [];
  for (let percent = 1; percent <= changes; percent++) {
    const begun = Date.now();
    await advance(database, item, percent);
    delays.push((await momentOf(page, percent)) - begun);
    // Not in step with what the page does at its own pace.
    await setTimeout(130 + ((percent * 37) % 100));
  }
  return delays;
}

/** When the page has shown a share. The page itself may not evaluate anything, so it is asked again and again. */
async function momentOf(page: Page, percent: number): Promise<number> {
  for (const begun = Date.now(); Date.now() - begun < patience; await setTimeout(20)) {
    const at = await page.evaluate<number>(`window.seen['${percent}'] ?? 0`);
    if (at > 0) return at;
  }
  throw new Error(`The page never showed ${percent} %`);
}

/** Milliseconds between the frames of a long scroll, while the item goes on ten times a second. */
async function scroll(database: Client, page: Page, item: string): Promise<number[]> {
  let goesOn = true;
  const advancing = (async () => {
    for (let step = 0; goesOn; step++) {
      await advance(database, item, 1 + (step % 99));
      await setTimeout(100);
    }
  })();
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const list = document.querySelector('main ul').parentElement;
    const frames = [];
    let last = performance.now();
    const step = (now) => {
      frames.push(now - last);
      last = now;
      list.scrollTop += 120;
      if (frames.length < 300) requestAnimationFrame(step);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`);
  goesOn = false;
  await advancing;
  return frames;
}
