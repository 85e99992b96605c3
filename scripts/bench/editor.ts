import { readFile } from 'node:fs/promises';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { findChromium } from '../../electron/core/tools/chromium.mjs';
import { type Figure, type Measurement, median, round } from './figure.ts';
import { fillTranscript, replaced } from './fillTranscript.ts';
import { createHome } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';
import { withDatabase } from './withDatabase.ts';

const asRoot = process.getuid?.() === 0;
/** Letters in a turn of each page, turns of both, and edits of each kind. */
const letters = 24;
const turns = 10;
const edits = 30;
/** Milliseconds between two letters of somebody who types fast. */
const pace = 70;
/** Milliseconds after which what was typed is stored. */
const settling = 1000;
/** Milliseconds after which a key has changed nothing. */
const patience = 5000;

/** How the editor feels with 100,000 words in 12,000 segments, in real Chromium. */
export const measureEditor: Measurement = async (say) => {
  await using home = await createHome();
  const recordingId = await withDatabase(home, (client) => fillTranscript(client, home.path));
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium: npm test says how to get it');
  const browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
  using group = createProcessGroup();
  const address = Promise.withResolvers<string>();
  const run = startTrax(['serve', '--no-open'], home.path, {
    group,
    onLine: (line) => line.startsWith('http:') && address.resolve(line),
    expected: 130,
  });
  try {
    const empty = await browser.newPage();
    await empty.setContent('<div contenteditable="plaintext-only" style="font-size:17px">Some text.</div>');
    const page = await browser.newPage();
    await watchPaint(empty);
    await page.goto(await address.promise);
    await watchPaint(page);
    await page.getByText('A long interview').waitFor();
    const opened = await openings(page, recordingId);
    say(`open: ${opened.map(Math.round).join(' ')}`);
    await page.getByRole('region', { name: 'Transcript' }).getByRole('textbox').first().click();
    await page
      .getByRole('button', { name: 'Pause' })
      .click({ timeout: 1000 })
      .catch(() => undefined);
    await empty.getByText('Some text.').click();
    const [bare, typed] = await typing(empty, page);
    say(`key to paint: ${summary(typed)}; empty page: ${summary(bare)}`);
    const changed = await changes(page);
    for (const [name, times] of Object.entries(changed)) say(`${name}: ${summary(times)}`);
    const frames = await scrolling(page, '[aria-label=Transcript][role], section[aria-label=Transcript]');
    const bareFrames = await emptyScrolling(browser);
    say(`frames: ${summary(frames)}; empty page: ${summary(bareFrames)}`);
    const replacing = await replacement(page);
    const memory = await memoryOf(browser, page);
    const figure = (
      name: string,
      value: number,
      unit: string,
      limit: number | null,
      details = {},
    ): Figure => ({
      name: `${name}, 100,000 words in 12,000 segments`,
      value: round(value),
      unit,
      limit,
      details,
    });
    const typingDetails = {
      p95: at(typed, 0.95),
      emptyPageP95: at(bare, 0.95),
      median: median(typed),
      emptyMedian: median(bare),
    };
    return [
      figure('from the click to readable text', median(opened), 'ms', 500, { rounds: opened.map(round) }),
      figure(
        'key to paint, p95, beyond an empty page',
        at(typed, 0.95) - at(bare, 0.95),
        'ms',
        8,
        typingDetails,
      ),
      ...Object.entries(changed).map(([name, times]) =>
        figure(`${name}, p95`, at(times, 0.95), 'ms', 50, {
          median: median(times),
          longest: Math.max(...times),
        }),
      ),
      figure('longest frame of scrolling', Math.max(...frames), 'ms', 50, {
        p95: at(frames, 0.95),
        emptyPageLongest: Math.max(...bareFrames),
        emptyPageP95: at(bareFrames, 0.95),
      }),
      figure('replacing 1,000 places', replacing, 'ms', 1000),
      figure('private memory of the page', memory, 'MB', 300),
    ];
  } finally {
    await browser.close();
    run.child.kill('SIGINT');
    await run.ended;
  }
};

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function summary(values: readonly number[]): string {
  return `median ${round(median(values))}, p95 ${round(at(values, 0.95))}, longest ${round(Math.max(...values))} ms`;
}

/**
 * In the page: `painted(event)` takes the time from an event (its own time stamp, when the browser got it) to the frame
 * that shows what it did: the task after the next frame's callbacks runs when that frame was handed on.
 */
async function watchPaint(page: Page): Promise<void> {
  await page.evaluate(`{
    window.times = [];
    window.afterPaint = (then) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(null);
    });
    addEventListener('keydown', (event) => window.afterPaint((now) => window.times.push(now - event.timeStamp)), true);
  }`);
}

async function takeTimes(page: Page): Promise<number[]> {
  return page.evaluate(`window.times.splice(0)`);
}

/** Opens the recording again and again from the library. */
async function openings(page: Page, recordingId: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 6; round++) {
    await page.evaluate(`location.hash = '#/library'`);
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor();
    const time: number = await page.evaluate(`new Promise((resolve) => {
      const from = performance.now();
      location.hash = '#/recording/${recordingId}';
      const look = () => document.querySelector('[data-text] .word') ? window.afterPaint((now) => resolve(now - from)) : requestAnimationFrame(look);
      look();
    })`);
    // The first compiles what the others find compiled.
    if (round > 0) times.push(time);
    // Until all of it is there.
    await page.waitForTimeout(1500);
  }
  return times;
}

/** Letter by letter into two pages in turns, so that whatever else the computer does slows both; the times of each. */
async function typing(...pages: readonly [Page, Page]): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn <= turns; turn++) {
    for (const [place, page] of pages.entries()) {
      await page.bringToFront();
      await page.keyboard.press('End');
      await takeTimes(page);
      for (let letter = 0; letter < letters; letter++) {
        await page.keyboard.press(letter % 6 === 5 ? 'Space' : 'e');
        await page.waitForTimeout(pace);
      }
      const taken = await takeTimes(page);
      // What a page has to do afterwards is not done while the other one is measured.
      await page.waitForTimeout(settling);
      // The first turn compiles what the others find compiled.
      if (turn > 0) times[place]?.push(...taken);
    }
  }
  return times;
}

/** Splits, joins and takes back in the middle of the transcript; the time is that to the frame that shows it. */
async function changes(page: Page): Promise<Record<string, number[]>> {
  await page.getByText(/· Saved$/).waitFor();
  await page.keyboard.press('Home');
  const paragraphs = () => page.evaluate<number>(`document.querySelectorAll('[data-text]').length`);
  if ((await paragraphs()) === 0) throw new Error('There is no text');
  const split: number[] = [];
  const merge: number[] = [];
  const undo: number[] = [];
  const timed = async (keys: string, into: number[]) => {
    // Two looks: the first is there before the key is pressed, the second brings what it saw.
    await page.evaluate(`window.changed = new Promise((resolve, reject) => {
      const texts = () => [...document.querySelectorAll('[data-text]')].map((each) => each.textContent).join('\\n');
      addEventListener('keydown', (event) => {
        const before = texts();
        setTimeout(() => reject(new Error('${keys} changed nothing')), ${patience});
        const look = () => texts() !== before ? window.afterPaint((now) => resolve(now - event.timeStamp)) : requestAnimationFrame(look);
        // What is done at once is there when the handlers have run.
        queueMicrotask(look);
      }, { once: true, capture: true });
    }), undefined`);
    await page.keyboard.press(keys);
    into.push(await page.evaluate<number>('window.changed'));
    // The next key meets an editor that waits for nothing, as a person's does.
    await page.getByText(/· Saved$/).waitFor();
  };
  for (let edit = 0; edit < edits; edit++) {
    for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
    await timed('Enter', split);
    await timed('Backspace', merge);
    await timed('Control+z', undo);
    await timed('Control+z', undo);
    await page.keyboard.press('Control+ArrowDown');
  }
  return { split, merge, undo };
}

/** Turns the wheel for some seconds; the milliseconds between frames. */
async function scrolling(page: Page, selector: string): Promise<number[]> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error('There is nothing to scroll');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(
    `window.frames_ = []; { let last = performance.now(); const tick = (now) => { window.frames_.push(now - last); last = now; if (window.frames_) requestAnimationFrame(tick); }; requestAnimationFrame(tick); }`,
  );
  for (let turn = 0; turn < 150; turn++) {
    await page.mouse.wheel(0, turn % 50 < 40 ? 240 : -400);
    await page.waitForTimeout(16);
  }
  return page.evaluate(`window.frames_.slice(2)`);
}

async function emptyScrolling(browser: Browser): Promise<number[]> {
  const page = await browser.newPage();
  await page.setContent(
    `<main style="height:600px;overflow:auto"><div style="height:800000px">${'<p>text</p>'.repeat(50)}</div></main>`,
  );
  const frames = await scrolling(page, 'main');
  await page.close();
  return frames;
}

async function replacement(page: Page): Promise<number> {
  await page.keyboard.press('Control+h');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill(replaced);
  await page.getByRole('textbox', { name: 'Replace with', exact: true }).fill('essence');
  const button = page.getByRole('button', { name: 'Replace all 1,000' });
  await button.waitFor();
  return page.evaluate(`new Promise((resolve) => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Replace all 1,000');
    const from = performance.now();
    button.click();
    const look = () => button.textContent !== 'Replace all 1,000' ? window.afterPaint((now) => resolve(now - from)) : requestAnimationFrame(look);
    look();
  })`);
}

/** What the page's own process holds and shares with nobody, in MB. */
async function memoryOf(browser: Browser, page: Page): Promise<number> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const sizes: number[] = [];
  for (const { id, type } of processInfo.filter((each) => each.type === 'renderer')) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
    const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)].reduce(
      (sum, [, size]) => sum + Number(size),
      0,
    );
    if (type === 'renderer') sizes.push(kilobytes / 1000);
  }
  return Math.max(...sizes);
}
