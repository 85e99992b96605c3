import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { sample } from '../support/fixtures.ts';
import { addRecordings, asAnother, dropFile, expect, expectAccessible, goTo, test } from './served.ts';

test.use({ library: 'editor' });

// Each goes the whole way, from the recording on; axe looks at every place on it.
test.describe.configure({ timeout: 180_000 });

test.beforeEach(async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
});

/** Adds a recording, waits for its text and opens it. Gives the texts of its paragraphs. */
async function openTranscript(page: Page, name: string): Promise<Locator> {
  await goTo(page, 'Library');
  const row = page.getByRole('row', { name }).first();
  if (!(await row.isVisible())) await addRecordings(page, sample(`${name}.wav`));
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.getByRole('link').click();
  const texts = page.getByRole('region', { name: 'Transcript' }).getByRole('textbox');
  await expect(texts.first()).toContainText(/\w/, { timeout: 60_000 });
  return texts;
}

/** Everything that was typed is stored. */
const expectSaved = (page: Page) => expect(page.getByText(/· Saved$/)).toBeVisible();

test('a recording is corrected by keyboard alone, from drop to subtitles', async ({ page }) => {
  await dropFile(page, 'two speakers.wav', asAnother(await readFile(sample('meeting2.wav')), 'two'));
  const row = page.getByRole('row', { name: /two speakers/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.focus();
  await page.keyboard.press('Enter');
  const texts = page.getByRole('region', { name: 'Transcript' }).getByRole('textbox');
  await expect(texts.first()).toHaveText('Alice works in Berlin on Wednesday.', { timeout: 60_000 });

  // The first paragraph: another name, and who says it.
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Alicia');
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('button', { name: 'Speaker: Speaker 1' })).toBeVisible();
  // The second: somebody else, in two parts, of which one goes.
  await page.keyboard.press('Control+ArrowDown');
  await expect(texts.nth(1)).toBeFocused();
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('End');
  await page.keyboard.type(' Is it?');
  for (let letter = 0; letter < 'Is it?'.length; letter++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(texts.nth(2)).toHaveText('Is it?');
  await page.keyboard.type('Or ');
  await page.keyboard.press('Control+z');
  await expect(texts.nth(2)).toHaveText('Is it?');
  await page.keyboard.press('Control+Shift+z');
  await expect(texts.nth(2)).toHaveText('Or Is it?');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect(texts.nth(1)).toHaveText('The interview is in January. Or Is it?');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expectSaved(page);
  await expectAccessible(page);

  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export transcript' });
  await dialog.getByRole('radio', { name: 'SRT' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('Alicia');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).focus();
  await page.keyboard.press('Enter');
  const saved = await readFile(await (await download).path(), 'utf8');
  // In tenths: what a person wrote is found again in the sound, before the export or after it.
  const inTenths = saved.replace(/(?<=\d,\d)\d\d/g, '');
  expect(inTenths.split('\n\n').slice(0, 2).join('\n\n')).toBe(
    [
      '1',
      '00:00:00,5 --> 00:00:02,9',
      'Speaker 1: Alicia works\nin Berlin on Wednesday.',
      '',
      '2',
      '00:00:03,2 --> 00:00:05,0',
      'Speaker 2: The interview\nis in January. Or Is it?',
    ].join('\n'),
  );
});

test('a page that is closed in the middle of typing finds every letter again', async ({ page, served }) => {
  let isDeaf = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const core = socket.connectToServer();
    socket.onMessage((message) => isDeaf || core.send(message));
  });
  await page.goto(served.url);
  const texts = await openTranscript(page, 's01');
  await texts.first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('Every letter, ');
  await page.reload();
  await expect(texts.first()).toContainText('Every letter, ');
  await expectSaved(page);

  // Even when the core heard nothing of it.
  isDeaf = true;
  await texts.first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('And more. ');
  await expect(page.getByText(/· Saving…$/)).toBeVisible();
  isDeaf = false;
  await page.reload();
  await expect(texts.first()).toContainText('And more. Every letter, ');
  await expectSaved(page);
});

test('what is composed of several keys is left alone until it is done, and several lines become one', async ({
  page,
}) => {
  const texts = await openTranscript(page, 's01');
  const former = (await texts.first().textContent()) ?? '';
  const keyboard = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.getByRole('textbox').first()).toContainText(former);
  await page.bringToFront();
  await texts.first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('One ');
  await compose('にほ');
  // Somebody else writes into the same passage meanwhile.
  await other.evaluate(`{
    const text = document.querySelector('[data-text]');
    text.append(' Theirs.');
    text.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }`);
  await expectSaved(other);
  await other.close();
  await compose('にほん');
  await expect(texts.first()).toHaveText(`One にほん${former}`);
  await keyboard.send('Input.insertText', { text: '日本' });
  await expect(texts.first()).toHaveText(`One 日本${former} Theirs.`);
  await expectSaved(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate("navigator.clipboard.writeText('Two\\nlines')");
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  await expect(texts.first()).toHaveJSProperty('textContent', 'Two lines');

  // A menu that closes does not take the letters that are meant for the search.
  await texts.first().hover();
  await page.getByRole('button', { name: 'Say who speaks' }).first().click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('lines');
  const field = page.getByRole('textbox', { name: 'Find' });
  await expect(field).toHaveValue('lines');
  // What is selected is what one looks for.
  await page.keyboard.press('Escape');
  await texts.first().click();
  await page.keyboard.press('Home');
  for (let letter = 0; letter < 'Two'.length; letter++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+f');
  await expect(field).toHaveValue('Two');
});

test('two windows on one transcript see each other, and a passage that both change is decided by the person', async ({
  page,
  context,
}) => {
  const texts = await openTranscript(page, 's02');
  const other = await context.newPage();
  await other.goto(page.url());
  const theirs = other.getByRole('region', { name: 'Transcript' }).getByRole('textbox');
  await expect(theirs.first()).toContainText(/\w/);

  await texts.first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('From the first window.');
  await expect(theirs.first()).toHaveText('From the first window.');

  await page.bringToFront();
  await texts.first().click();
  await page.keyboard.press('End');
  await other.evaluate(() => undefined);
  await theirs.first().click();
  await Promise.all([
    page.keyboard.press('Control+a').then(() => page.keyboard.type('One says this.')),
    other.keyboard.press('Control+a').then(() => other.keyboard.type('The other says that.')),
  ]);
  const notes = [page, other].map((each) =>
    each.getByText('This passage was changed in another window while you wrote:'),
  );
  await expect
    .poll(async () => (await Promise.all(notes.map((note) => note.count()))).sort())
    .toEqual([0, 1]);
  const told = (await notes[0]?.count()) ? page : other;
  await expectAccessible(told);
  await told.getByRole('button', { name: 'Use what I wrote' }).click();
  const mine = told === page ? 'One says this.' : 'The other says that.';
  await expect(texts.first()).toHaveText(mine);
  await expect(theirs.first()).toHaveText(mine);
  await other.close();
});

test('speakers are named, renamed everywhere, and everything can be taken back', async ({ page }) => {
  await openTranscript(page, 'meeting2');
  const text = page.getByRole('region', { name: 'Transcript' });
  await text.getByRole('textbox').first().hover();
  await text.getByRole('button', { name: 'Say who speaks' }).first().click();
  const menu = page.getByRole('dialog', { name: 'Who speaks?' });
  await menu.getByRole('radio', { name: 'All like this' }).click();
  await menu.getByRole('textbox', { name: 'Somebody else' }).fill('Anna');
  await expectAccessible(page);
  await menu.getByRole('button', { name: 'Add' }).click();
  await text.getByRole('button', { name: 'Speaker: Anna' }).click();
  await menu.getByRole('textbox', { name: 'Rename Anna everywhere' }).fill('Berta');
  await menu.getByRole('button', { name: 'Rename' }).click();
  await expect(text.getByRole('button', { name: 'Speaker: Berta' })).toBeVisible();
  await page.reload();
  await expect(text.getByRole('button', { name: 'Speaker: Berta' })).toBeVisible();
  await text.focus();
  await page.keyboard.press('Control+z');
  await expect(text.getByRole('button', { name: 'Speaker: Anna' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(text.getByRole('button', { name: /^Speaker: / })).toHaveCount(0);
});

test('a word is replaced everywhere as one step, after a look at every place', async ({ page }) => {
  const texts = await openTranscript(page, 'meeting2');
  await page.keyboard.press('Control+h');
  await page.getByRole('textbox', { name: 'Find' }).fill('(the) room');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('$1 garden');
  await expect(page.getByRole('list', { name: 'What replacing does' })).toContainText('the roomthe garden');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Replace all 3' }).click();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  const field = page.getByRole('textbox', { name: 'Find' });
  await field.fill('the garden');
  await expect(page.getByText('1 of 3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expectSaved(page);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+f');
  await field.fill('the garden');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expect(texts.first()).toBeVisible();
});

test('the waveform is zoomed, selected, repeated and cut by keys and by mouse', async ({ page }) => {
  await openTranscript(page, 'meeting2');
  const wave = page.getByRole('slider', { name: 'Position' });
  const time = (name: string) => page.getByRole('button', { name: `Play from ${name}` }).first();
  await wave.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Zoom out' })).toBeEnabled();
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('button', { name: /^Play 0\.5 s/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(page.getByRole('button', { name: 'Play it again and again' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  // It comes back to its beginning, however often it is over.
  const turns = await page.evaluate(`new Promise((resolve) => {
    const media = document.querySelector('[role=slider]');
    let turns = 0;
    let last = 0;
    const sample = () => {
      const now = Number.parseFloat(media.querySelector('.bg-accent').style.left);
      if (now < last - 1) turns++;
      last = now;
      if (turns === 2) resolve(turns);
      else requestAnimationFrame(sample);
    };
    sample();
  })`);
  expect(turns).toBe(2);
  await page.keyboard.press('F4');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toContainText('1.25×');
  await page.keyboard.press('F9');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');

  // The first paragraph starts somewhere else: by key, then by mouse, and both are taken back.
  await page.keyboard.press('0');
  await page.keyboard.press('Home');
  for (let step = 0; step < 4; step++) await page.keyboard.press('+');
  await page.getByRole('region', { name: 'Transcript' }).focus();
  await page.keyboard.press('Control+ArrowDown');
  await wave.focus();
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F6');
  await expect(time('0:01')).toBeVisible();
  const box = await wave.boundingBox();
  if (!box) throw new Error('The waveform is not in sight.');
  const head = await page.locator('[role=slider] > .bg-accent').boundingBox();
  const [x, y] = [(head?.x ?? 0) + 1, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  await page.mouse.up();
  await expectSaved(page);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(time('0:00')).toBeVisible();
});

test("notes, new paragraphs, moved times and replacements are made by keyboard, and keys of one's own", async ({
  page,
}) => {
  const texts = await openTranscript(page, 's04');
  const former = (await texts.first().textContent()) ?? '';
  await texts.first().click();
  await page.keyboard.press('F6');
  await expect(texts.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('listen again');
  const notes = page.getByRole('region', { name: 'Notes' });
  await expect(notes.getByRole('textbox')).toBeFocused();
  await expectAccessible(page);
  // Away in the middle of a word, once to another place and once for good.
  await page.keyboard.type(' and');
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: /^Notes/ }).click();
  await expect(notes.getByRole('textbox')).toHaveValue('listen again and');
  await notes.getByRole('textbox').focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' again');
  await page.reload();
  await page.getByRole('button', { name: /^Notes/ }).click();
  await expect(notes.getByRole('textbox')).toHaveValue('listen again and again');
  await notes.getByRole('textbox').press('Escape');
  await expect(page.getByRole('region', { name: 'Transcript', exact: true })).toBeFocused();
  await notes.getByRole('textbox').hover();
  await notes.getByRole('button', { name: /^Remove the note/ }).click();
  await expect(notes.getByRole('textbox')).toHaveCount(0);

  // Times move by half a second, and back.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Move and stretch times…' }).click();
  await page.getByRole('spinbutton', { name: 'Move by' }).fill('-100');
  await expect(page.getByText('Then some text would lie outside of the recording')).toBeVisible();
  await expectAccessible(page);
  // What is no number is said once, and nothing else is moved in its place.
  await page.getByRole('spinbutton', { name: 'Move by' }).fill('');
  await expect(page.getByText('A number from')).toBeVisible();
  await expect(page.getByText('Then some text would lie outside of the recording')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
  await page.getByRole('spinbutton', { name: 'Move by' }).fill('0.05');
  await page.getByRole('combobox', { name: 'Stretch' }).click();
  await page.getByRole('option', { name: 'as written' }).click();
  const factor = page.getByRole('spinbutton', { name: 'Factor' });
  await factor.fill('1');
  await expect(factor).toHaveValue('1');
  // Finer than its arrows.
  await factor.fill('0.99955');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'As it was recognised' }).click();
  await expect(page.getByRole('region', { name: 'Versions' }).getByRole('insertion').first()).toContainText(
    '–',
  );
  await page.getByRole('region', { name: 'Transcript', exact: true }).focus();
  await page.keyboard.press('Control+z');

  // A set of replacements is kept, looked at and made.
  await page.getByRole('region', { name: 'Transcript', exact: true }).focus();
  await page.keyboard.press('Control+Shift+h');
  const dialog = page.getByRole('dialog', { name: 'Replacements' });
  const word = /\w{4,}/.exec(former)?.[0] ?? '';
  await dialog.getByRole('textbox', { name: 'Find, line 1' }).fill(word);
  await dialog.getByRole('textbox', { name: 'Replace with, line 1' }).fill('Zebra');
  await dialog.getByRole('textbox', { name: 'Name of the set' }).fill('Animals');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: 'Set' })).toContainText('Animals');
  await dialog.getByRole('button', { name: 'Show changes' }).click();
  await expect(dialog.getByRole('insertion')).toContainText('Zebra');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Replace in/ }).click();
  await expect(texts.first()).toContainText('Zebra');
  await page.getByRole('region', { name: 'Transcript', exact: true }).focus();
  await page.keyboard.press('Control+z');
  await expect(texts.first()).toHaveText(former);

  // The last paragraph goes and comes back; then another key does it.
  await texts.first().click();
  const count = await texts.count();
  await page.keyboard.press('Control+Shift+Backspace');
  await expect(texts).toHaveCount(count - 1);
  await expect(page.getByText('There is no text any more.')).toBeVisible();
  await page.getByRole('region', { name: 'Transcript', exact: true }).focus();
  await page.keyboard.press('Control+z');
  await expect(texts).toHaveCount(count);
  await page.goto(page.url().replace(/#.*/, '#/settings/shortcuts'));
  await page.getByRole('button', { name: 'Change the keys of “Next doubtful word”' }).click();
  await page.keyboard.press('F4');
  await expect(page.getByText('F4 does this now: Faster.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use it here' }).click();
  await expect(page.getByRole('button', { name: 'Change the keys of “Faster”' })).toHaveText('none');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(page.getByRole('button', { name: 'Change the keys of “Faster”' })).toHaveText('F4');
  await page.getByRole('button', { name: 'Take the keys from “Faster”' }).click();
  await expect(page.getByRole('button', { name: 'Change the keys of “Faster”' })).toHaveText('none');
});

test('an earlier state is looked at word by word, and brought back', async ({ page }) => {
  const texts = await openTranscript(page, 's03');
  const former = (await texts.first().textContent()) ?? '';
  await texts.first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Indeed.');
  await expectSaved(page);
  await page.getByRole('button', { name: 'Versions' }).click();
  const panel = page.getByRole('region', { name: 'Versions' });
  await panel.getByRole('button', { name: 'As it was recognised' }).click();
  await expect(panel.getByRole('insertion')).toHaveText(' Indeed.');
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Restore' }).click();
  await expect(texts.first()).toHaveText(former);
  await expectSaved(page);
});

test('doubtful words are gone through and settled without the mouse', async ({ page }) => {
  const texts = await openTranscript(page, 'meeting2');
  const doubtful = page.getByRole('button', { name: /doubtful words?/ });
  await expect(doubtful).not.toHaveCount(0);
  const before = Number.parseInt((await doubtful.textContent()) ?? '', 10);
  await page.keyboard.press('F8');
  await expect(texts.locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  if (before === 1) await expect(doubtful).toHaveCount(0);
  else await expect(doubtful).toContainText(String(before - 1));
});
