import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../../electron/core/tools/chromium.mjs';
import { type Measurement, median, round } from './figure.ts';
import { fillLibrary } from './fillLibrary.ts';
import { createHome, type Home } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';
import { withDatabase } from './withDatabase.ts';

/** Seconds from the start of the process to a page that shows its recordings. */
const most = 2;
const rounds = 5;
const recordings = 10_000;

/** How soon the window is of use when the library is large. */
export const measureLibrary: Measurement = async (say) => {
  await using home = await createHome();
  await withDatabase(home, (client) => fillLibrary(client, recordings));
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium: npm test says how to get it');
  const browser = await chromium.launch({ executablePath });
  try {
    const runs: Record<string, number>[] = [];
    for (let round = 0; round <= rounds; round++) {
      const marks = await marksOf(home, browser);
      // The first finds neither files nor compiled code in the caches.
      say(`${round === 0 ? 'warming up' : `round ${round}`}: ${JSON.stringify(marks)}`);
      if (round > 0) runs.push(marks);
    }
    return [
      {
        name: `from the start of the process to rows on the page, ${recordings} recordings`,
        value: median(runs.map(({ rows }) => rows ?? Number.NaN)),
        unit: 'seconds',
        limit: most,
        details: { rounds: runs },
      },
    ];
  } finally {
    await browser.close();
  }
};

/** When what happened, in seconds from the start of the process. */
async function marksOf(home: Home, browser: Browser): Promise<Record<string, number>> {
  using group = createProcessGroup();
  const address = Promise.withResolvers<string>();
  const marks: Record<string, number> = {};
  const begun = Date.now();
  const run = startTrax(['serve', '--no-open'], home.path, {
    group,
    onLine: (line) => line.startsWith('http:') && address.resolve(line),
    expected: 130,
  });
  const since = () => round((performance.now() - run.startedAt) / 1000);
  const page = await browser.newPage();
  try {
    const url = await Promise.race([
      address.promise,
      run.ended.then(() => Promise.reject(new Error('trax ended'))),
    ]);
    marks.listening = since();
    page.once('domcontentloaded', () => {
      marks.pageLoaded = since();
    });
    await page.goto(url, { waitUntil: 'commit' });
    marks.pageAnswered = since();
    await page
      .getByRole('link', { name: /^Recording \d+$/ })
      .first()
      .waitFor();
    marks.rows = since();
    return { ...(await startMarks(home, begun)), ...marks };
  } finally {
    await page
      .context()
      .close()
      .catch(() => undefined);
    run.child.kill('SIGINT');
    await run.ended;
  }
}

/** What the log of this start says: when the database was being started. */
async function startMarks(home: Home, begun: number): Promise<Record<string, number>> {
  const log = await readFile(join(home.path, 'logs', 'trax.log'), 'utf8');
  const marks: Record<string, number> = {};
  for (const line of log.split('\n').filter(Boolean)) {
    const { at, message } = JSON.parse(line) as { at: string; message: string };
    const seconds = (Date.parse(at) - begun) / 1000;
    if (seconds > 0) marks[message] ??= round(seconds);
  }
  return marks;
}
