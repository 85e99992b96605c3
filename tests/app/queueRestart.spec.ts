import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseSrt } from '../../shared/formats/srt.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { type Reply, startEndpoint } from '../support/endpoint.ts';
import { sample } from '../support/fixtures.ts';
import { type RunningTrax, startTrax } from '../support/trax.ts';
import { addRecordings, test as base, expect, goTo } from './served.ts';

/** As many as a machine for tests has time for; people drop five hundred. */
const count = Number(process.env.TRAX_QUEUE_FILES ?? 40);

/** A library whose server can be killed and started again, with an engine that stops where the test wants it to. */
const test = base.extend<{ home: string }>({
  home: async ({ browserName: _ }, use) => {
    await using home = await createDataFolder();
    await use(home.path);
  },
});
test.use({ library: 'queueRestart' });

/** Real recordings, every one with a last sample of its own: hardly different, but not the same. */
async function makeRecordings(folder: string): Promise<string[]> {
  await mkdir(folder);
  const sounds = await Promise.all(['s01.wav', 's02.wav', 's05.wav'].map((name) => readFile(sample(name))));
  const names = Array.from({ length: count }, (_, n) => join(folder, `talk ${n + 1}.wav`));
  for (const [n, path] of names.entries()) {
    const sound = Buffer.from(sounds[n % sounds.length] ?? Buffer.alloc(0));
    sound.writeInt16LE(n, sound.length - 2);
    await writeFile(path, sound);
  }
  return names;
}

/** What is heard in every window, however short. */
const said: Reply = {
  json: {
    language: 'english',
    text: 'So it was said.',
    segments: [{ text: 'So it was said.', start: 0, end: 1.2, avg_logprob: -0.1, no_speech_prob: 0.01 }],
  },
};

async function serve(home: string): Promise<{ trax: RunningTrax; url: string }> {
  const trax = startTrax(['serve', '--no-open'], { home });
  const address = () => /^http:\S+/m.exec(trax.output())?.[0];
  await expect.poll(address, { timeout: 60_000 }).toBeTruthy();
  return { trax, url: address() ?? '' };
}

const set = (home: string, ...args: string[]) => startTrax(['settings', ...args], { home }).ended;
const done = async (page: Page) => {
  const text = await page.locator('section header p').first().textContent();
  return Number(/(\d+) of \d+ recordings/.exec(text ?? '')?.[1]);
};

/** The list of the batch shows only what is in sight. */
const scrollTo = (page: Page, where: 'start' | 'end') =>
  page.evaluate(`(() => {
    const list = document.querySelector('main ul');
    list.parentElement.scrollTop = ${where === 'start' ? 0 : 'list.scrollHeight'};
  })()`);

test('many recordings are dropped, paused, survive a crash, go on in another order, and leave subtitles', async ({
  page,
  home,
}) => {
  test.setTimeout(Math.max(180_000, count * 3000));
  const paths = await makeRecordings(join(home, 'recordings'));
  const subtitles = join(home, 'subtitles');
  // Enough for a few recordings, whatever is asked twice; the others wait, however slow the page is.
  let answers = 12;
  await using endpoint = await startEndpoint(() => (answers-- > 0 ? said : 'hang'));
  await set(home, 'engine', 'openai');
  await set(home, 'endpointUrl', endpoint.url);
  // One at a time, so that the order can be told from what is written.
  await set(home, 'endpointConcurrency', '1');
  const first = await serve(home);
  let second: RunningTrax | null = null;
  try {
    await page.goto(first.url);
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('button', { name: 'SRT' }).click();
    await page.getByRole('combobox', { name: 'Where' }).click();
    await page.getByRole('option', { name: 'In one folder' }).click();
    await page.getByRole('textbox', { name: 'Folder for transcripts' }).fill(subtitles);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await addRecordings(page, ...paths);
    await expect(page.getByText(`${count} recordings added`, { exact: true })).toBeVisible({
      timeout: 120_000,
    });
    await goTo(page, 'Queue');
    await expect.poll(() => done(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
    await page.getByRole('button', { name: 'Pause everything' }).click();
    await expect(page.getByRole('button', { name: 'Resume everything' })).toBeVisible();
    // As when the power fails: nobody says goodbye.
    first.trax.signal('SIGKILL');
    await first.trax.ended;

    const again = await serve(home);
    second = again.trax;
    await page.goto(again.url);
    await goTo(page, 'Queue');
    await expect(page.getByRole('listitem').filter({ hasText: 'Paused' }).first()).toBeVisible();
    const before = await done(page);
    expect(before).toBeGreaterThanOrEqual(3);
    expect(before).toBeLessThan(count - 1);
    const last = `talk ${count}`;
    await scrollTo(page, 'end');
    await page.getByRole('button', { name: `More: ${last}`, exact: true }).click();
    await page.getByRole('menuitem', { name: 'Do this first' }).click();
    await scrollTo(page, 'start');
    await expect(page.getByRole('listitem').filter({ hasText: 'Paused' }).first()).toContainText(last);
    answers = Number.POSITIVE_INFINITY;
    await page.getByRole('button', { name: 'Resume everything' }).click();
    await expect(page.getByText(`${count} files written`)).toBeVisible({ timeout: count * 2500 });

    const written = await readdir(subtitles);
    expect(written.sort()).toEqual(paths.map((_, n) => `talk ${n + 1}.srt`).sort());
    const moments = new Map<string, number>();
    for (const name of written) {
      const path = join(subtitles, name);
      expect(parseSrt(await readFile(path, 'utf8')).length).toBeGreaterThan(0);
      moments.set(name, (await stat(path)).mtimeMs);
    }
    const earlier = [...moments].filter(([, at]) => at < (moments.get(`${last}.srt`) ?? 0));
    // While it is being read, the endpoint is free for some that were next; in the former order all the others came before it.
    expect(earlier.length).toBeLessThan((before + count) / 2);
  } finally {
    for (const trax of [first.trax, second]) trax?.signal('SIGINT');
    await Promise.all([first.trax.ended, second?.ended]);
  }
});
