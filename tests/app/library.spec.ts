import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { sample } from '../support/fixtures.ts';
import { addRecordings, asAnother, dropFile, expect, expectAccessible, goTo, test } from './served.ts';

test.use({ library: 'library' });

// One library for all: each adds what it needs, under names of its own.
test.beforeEach(async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
});

const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
const shelf = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Collections, tags and bin' }).getByRole('link', { name });

async function add(page: Page, name: string, from = 's01.wav'): Promise<void> {
  await dropFile(page, `${name}.wav`, asAnother(await readFile(sample(from)), name));
  await expect(rowOf(page, name)).toContainText('Done', { timeout: 60_000 });
}

test('what is deleted can be taken back at once, comes back from the bin, or goes for good', async ({
  page,
}) => {
  await add(page, 'Kept');
  await add(page, 'Unwanted');
  await rowOf(page, 'Unwanted').focus();
  await page.keyboard.press('Delete');
  await expect(rowOf(page, 'Unwanted')).toHaveCount(0);
  await expect(rowOf(page, 'Kept')).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(rowOf(page, 'Unwanted')).toBeVisible();

  await rowOf(page, 'Unwanted').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await shelf(page, 'Bin').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bin' })).toBeVisible();
  await rowOf(page, 'Unwanted').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible();
  await goTo(page, 'Library');
  await rowOf(page, 'Unwanted').click();
  await page.getByRole('button', { name: 'Delete' }).click();

  await shelf(page, 'Bin').click();
  await page.getByRole('button', { name: 'Empty the bin' }).click();
  const question = page.getByRole('alertdialog', { name: /^Delete .* for good\?$/ });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(rowOf(page, 'Unwanted')).toBeVisible();
  await page.getByRole('button', { name: 'Empty the bin' }).click();
  await question.getByRole('button', { name: 'Empty the bin' }).click();
  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible();
});

test('recordings are named, tagged, collected, filtered and sorted', async ({ page }) => {
  await add(page, 'Alpha');
  await add(page, 'Beta', 's02.wav');
  await rowOf(page, 'Alpha').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Renamed in place');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Renamed in place')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('given up');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Renamed in place')).toBeVisible();

  await rowOf(page, 'Beta').click();
  await page.getByRole('button', { name: 'Tags…' }).click();
  const tags = page.getByRole('dialog', { name: 'Tags' });
  await tags.getByRole('combobox', { name: 'New tag' }).fill('Field work');
  await page.keyboard.press('Enter');
  await expect(tags.getByRole('listitem')).toHaveText('Field work');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await shelf(page, 'Field work').click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(rowOf(page, 'Beta')).toContainText('Field work');

  await goTo(page, 'Library');
  await page.getByRole('button', { name: 'New collection' }).click();
  const name = page.getByRole('dialog', { name: 'New collection' });
  await name.getByRole('textbox', { name: 'Name' }).fill('Thesis');
  await page.keyboard.press('Enter');
  await rowOf(page, 'Renamed in place').dragTo(shelf(page, 'Thesis'));
  await expect(page.getByText('1 recording added to “Thesis”', { exact: true })).toBeVisible();
  await rowOf(page, 'Beta').click();
  await page.getByRole('button', { name: 'Add to' }).click();
  await page.getByRole('menuitem', { name: 'Thesis' }).click();
  await shelf(page, 'Thesis').click();
  await expect(page.getByRole('row')).toHaveCount(3);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Title', exact: true }).click();
  const titles = page.getByRole('grid').getByRole('link');
  await expect(titles).toHaveText(['Beta', 'Renamed in place']);
  await page.getByRole('button', { name: 'Title', exact: true }).click();
  await expect(titles).toHaveText(['Renamed in place', 'Beta']);

  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Being worked on' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(titles).toHaveText(['Renamed in place', 'Beta']);

  await rowOf(page, 'Beta').click();
  await page.getByRole('button', { name: 'Add to' }).click();
  await page.getByRole('menuitem', { name: 'Take out of “Thesis”' }).click();
  await expect(titles).toHaveText(['Renamed in place']);
  await shelf(page, 'Thesis').hover();
  await page.getByRole('button', { name: 'More: Thesis' }).click();
  await page.getByRole('menuitem', { name: 'Delete collection' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  await expect(rowOf(page, 'Renamed in place')).toBeVisible();
});

test('a recording tells everything about itself, and keeps what it was transcribed to before', async ({
  page,
}) => {
  await addRecordings(page, sample('video.mp4'));
  await expect(rowOf(page, 'video')).toContainText('Done', { timeout: 60_000 });
  await rowOf(page, 'video').click();
  await page.getByRole('button', { name: 'Transcribe again…' }).click();
  const again = page.getByRole('dialog', { name: 'Transcribe again' });
  await again.getByRole('combobox', { name: 'Spoken language' }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await expectAccessible(page);
  await again.getByRole('button', { name: 'Transcribe' }).click();
  await expect(again).toHaveCount(0);

  await rowOf(page, 'video').click();
  await page.getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('dialog', { name: 'video' });
  await expect(details).toContainText('video.mp4');
  await expect(details).toContainText('kHz');
  const transcripts = details.getByRole('region', { name: 'Transcripts' }).getByRole('listitem');
  await expect(transcripts).toHaveCount(2, { timeout: 60_000 });
  await expect(transcripts.first()).toContainText('Shown');
  await expectAccessible(page);
  await transcripts
    .last()
    .getByRole('button', { name: /^Show the transcript of / })
    .click();
  await expect(transcripts.last()).toContainText('Shown');
  await page.keyboard.press('Escape');

  await test.step('the editor shows the one that was chosen, and changes to the other beside the text', async () => {
    await rowOf(page, 'video').getByRole('link').click();
    const text = page.getByRole('region', { name: 'Transcript' }).getByRole('textbox').first();
    await text.click();
    await page.keyboard.press('Home');
    await page.keyboard.type('Only in the first: ');
    await expect(page.getByText(/· Saved$/)).toBeVisible();
    await page.getByRole('button', { name: 'Versions' }).click();
    const panel = page.getByRole('region', { name: 'Versions' });
    const versions = panel.getByRole('region', { name: 'Transcripts' }).getByRole('listitem');
    const [second, first] = [versions.first(), versions.last()];
    await expect(first).toContainText('Shown');
    await second.getByRole('button', { name: /^Show the transcript of / }).click();
    await expect(second).toContainText('Shown');
    await expect(first).not.toContainText('Shown');
    await expect(text).not.toContainText('Only in the first: ');
    // What it was before belongs to a transcript: this one was never edited.
    await expect(panel.getByRole('button', { name: 'As it was recognised' })).toBeDisabled();
    await expectAccessible(page);

    await first.getByRole('button', { name: /^Show the transcript of / }).click();
    await expect(text).toContainText('Only in the first: ');
    await panel.getByRole('button', { name: 'As it was recognised' }).click();
    await expect(panel.getByRole('insertion')).toHaveText('Only in the first: ');
  });
});

test('everything is found in the palette, by keyboard, what was used last first', async ({ page }) => {
  await add(page, 'Harbour talk');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const field = palette.getByRole('combobox');
  await field.fill('stgs dat');
  await expect(palette.getByRole('option').first()).toHaveText('Settings: Data');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Data and backups' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill('talk harb');
  await expect(palette.getByRole('option').first()).toHaveText('Harbour talk');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour talk' })).toBeVisible();
  await expect(palette).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('option').first()).toHaveText('Harbour talk');
  await expect(palette.getByRole('option', { name: 'Settings: Data' })).toBeVisible();
  await field.fill('export');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export transcript' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await field.fill('zzqq');
  await expect(palette).toContainText('Nothing fits.');
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
});

test('text of twice the size leaves every control within reach', async ({ page }) => {
  for (const place of ['library', 'queue', 'settings/general', 'settings/recognition', 'settings/data']) {
    await page.evaluate(`location.hash = '#/${place}'`);
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // What lies beside its place is out of reach, unless it can be scrolled to.
    await expect
      .poll(() =>
        page.evaluate<string[]>(`(() => {
          const { left, right } = document.querySelector('main').getBoundingClientRect();
          const isBeside = (box) => box.width > 0 && (box.left < left - 1 || box.right > right + 1);
          return [...document.querySelectorAll('main :is(button, a, input)')]
            .filter((each) => !each.closest('[role=grid], nav') && isBeside(each.getBoundingClientRect()))
            .map((each) => each.getAttribute('aria-label') ?? each.textContent);
        })()`),
      )
      .toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), place).toBe(true);
  }
});
