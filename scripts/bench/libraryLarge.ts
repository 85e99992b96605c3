import { type Browser, chromium, type Page } from '@playwright/test';
import type { Client } from 'pg';
import { findChromium } from '../../electron/core/tools/chromium.mjs';
import { type Figure, type Measurement, median, round } from './figure.ts';
import { fillLibrary } from './fillLibrary.ts';
import { createHome, type Home } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';
import { withDatabase } from './withDatabase.ts';

const recordings = 100_000;
/** Milliseconds. */
const limits = { open: 300, key: 100 };
const rounds = 20;
/**
 * Each letter leaves fewer titles and other first rows, which tell when the list has followed: every title has the letters of
 * `.m4a` already, and a space by itself changes nothing.
 */
const searches = ['12345', '67890', '5 g', '99 b', '7118', '12 v'];
/** Milliseconds after which an event has changed nothing. */
const patience = 10_000;

/** How quick the library is when it is large: opening it, typing a title, turning it round, its far end. */
export const measureLibraryLarge: Measurement = async (say) => {
  await using home = await createHome();
  await withDatabase(home, async (client) => {
    await fillLibrary(client, recordings);
    await nameRecordings(client);
  });
  // A minute after the start the whole library would be looked through for the first time, and none of its files be found.
  await home.trax('settings', 'checkEvery', 'never');
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium: npm test says how to get it');
  const browser = await chromium.launch({ executablePath });
  try {
    return await measure(home, browser, say);
  } finally {
    await browser.close();
  }
};

/** Titles as people write them, languages, speakers and tags: what is filtered and sorted differs from row to row. */
async function nameRecordings(client: Client): Promise<void> {
  await client.query(
    `update media_files set
       title = (array['Interview', 'Board meeting', 'Lecture', '5 minutes with a guest', 'Memo'])[1 + abs(hashtext(id::text)) % 5]
         || ' ' || file_name,
       duration_seconds = abs(hashtext(id::text)) % 9000,
       tags = array['all']`,
  );
  await client.query(
    `update transcription_results set speaker_count = abs(hashtext(id::text)) % 5,
       language = (array['en', 'de', 'fr', 'ja'])[1 + abs(hashtext(id::text)) % 4]`,
  );
  // Every row was written four times at once. A library grows row by row, and the room of former versions is used again.
  await client.query('vacuum (full, analyze) media_files');
  await client.query('vacuum analyze');
}

async function measure(home: Home, browser: Browser, say: (line: string) => void): Promise<Figure[]> {
  using group = createProcessGroup();
  const address = Promise.withResolvers<string>();
  const run = startTrax(['serve', '--no-open'], home.path, {
    group,
    onLine: (line) => line.startsWith('http:') && address.resolve(line),
    expected: 130,
  });
  const page = await browser.newPage();
  try {
    const url = await Promise.race([
      address.promise,
      run.ended.then(() => Promise.reject(new Error('trax ended'))),
    ]);
    await page.goto(url);
    await page.getByRole('row').nth(1).waitFor();
    const opened: number[] = [];
    for (let each = 0; each < rounds; each++) opened.push(await openLibrary(page));
    say(`open: ${opened.map(Math.round).join(' ')} ms`);
    const keys: Typed[] = [];
    for (const search of searches) keys.push(...(await typeSearch(page, search)));
    const [rows, counts] = [keys.map((key) => key.rows), keys.map((key) => key.count)];
    say(`keys, to the rows: ${rows.map(Math.round).join(' ')} ms`);
    say(`keys, to the count: ${counts.map(Math.round).join(' ')} ms`);
    const sorted = await sortByEach(page);
    say(`sorted by each column, both ways: ${sorted.map(Math.round).join(' ')} ms`);
    return [
      figure('opening the library', high(opened), limits.open, { median: round(median(opened)) }),
      figure('a key in the search for titles, to the rows that follow it (p95)', high(rows), limits.key, {
        median: round(median(rows)),
      }),
      figure('the same, to how many there are (p95)', high(counts), null, { median: round(median(counts)) }),
      figure('sorting by a column (p95)', high(sorted), null, { median: round(median(sorted)) }),
    ];
  } finally {
    await page.context().close();
    run.child.kill('SIGINT');
    await run.ended;
  }
}

function figure(name: string, value: number, limit: number | null, details: Figure['details']): Figure {
  return { name: `${name}, ${recordings} recordings`, value: round(value), unit: 'ms', limit, details };
}

/** The value that 95 of 100 do not exceed. */
function high(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
}

/** From the click that leads to the library to its rows on the screen, in a page that holds none of them yet. */
async function openLibrary(page: Page): Promise<number> {
  await page.getByRole('link', { name: 'Queue' }).click();
  await page.reload();
  const link = page.getByRole('link', { name: 'Library' });
  await link.waitFor();
  await page.getByText('Ready').or(page.getByText('Model needed')).first().waitFor();
  const shown = waitInPage(page, 'click', `document.querySelectorAll('[role=grid] [data-id]').length > 5`);
  await link.click();
  return shown;
}

/** Milliseconds from a key to what it leaves. */
interface Typed {
  readonly rows: number;
  readonly count: number;
}

/** The first ten rows in the page, empty before there are any. */
const shownRows = `[...document.querySelectorAll('[role=grid] [data-id]')].slice(0, 10).map(({ dataset }) => dataset.id).join()`;

/** How many rows the list says that it has, null while it does not know. */
const rowCount = `(() => {
  const count = Number(document.querySelector('[role=grid]')?.ariaRowCount ?? -1);
  return count < 0 ? null : count;
})()`;

/** From each key to the rows that it leaves, and to how many those are. */
async function typeSearch(page: Page, search: string): Promise<Typed[]> {
  // A shelf is narrowed by title; this one holds everything.
  await page.evaluate(`location.hash = '#/library?tag=all'`);
  await page.getByRole('heading', { level: 1, name: 'all', exact: true }).waitFor();
  const field = page.getByRole('searchbox');
  await field.fill('');
  const times: Typed[] = [];
  await page.locator(`[role=grid][aria-rowcount='${recordings + 1}']`).waitFor();
  for (const letter of search) {
    if (letter === ' ') {
      await field.press(letter);
      continue;
    }
    const before = await page.evaluate<string>(shownRows);
    const count = await page.evaluate<number>(rowCount);
    const shown = waitInPage(page, 'keydown', `!['', '${before}'].includes(${shownRows})`);
    const counted = waitInPage(page, 'keydown', `![null, ${count}].includes(${rowCount})`);
    await field.press(letter);
    times.push({ rows: await shown, count: await counted });
  }
  await field.fill('');
  return times;
}

/** From a click on each column to other rows, both ways. */
async function sortByEach(page: Page): Promise<number[]> {
  const times: number[] = [];
  await page.evaluate(`location.hash = '#/library'`);
  const headers = page.getByRole('columnheader').getByRole('button');
  await page.locator(`[role=grid][aria-rowcount='${recordings + 1}']`).waitFor();
  for (const header of await headers.all()) {
    for (let turn = 0; turn < 2; turn++) {
      const before = await page.evaluate<string>(shownRows);
      const shown = waitInPage(page, 'click', `!['', '${before}'].includes(${shownRows})`);
      await header.click();
      times.push(await shown);
    }
  }
  return times;
}

/** Milliseconds from the next such event to the frame after the one in which something has become true. */
function waitInPage(page: Page, event: 'click' | 'keydown', condition: string): Promise<number> {
  const failure = `${event} did not lead to ${condition}`;
  return page.evaluate<number>(`new Promise((resolve, reject) => {
    document.addEventListener('${event}', () => {
      const begun = performance.now();
      setTimeout(() => reject(new Error(${JSON.stringify(failure)})), ${patience});
      const look = () => {
        if (!(${condition})) return requestAnimationFrame(look);
        requestAnimationFrame(() => resolve(performance.now() - begun));
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  })`);
}
