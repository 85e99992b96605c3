import { readFile } from 'node:fs/promises';
import { sample } from '../support/fixtures.ts';
import { addRecordings, dropFile, expect, expectAccessible, goTo, goToSettings, test } from './served.ts';

test.use({ library: 'page' });

test.beforeEach(async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
});

test('the browser has nothing to complain of, in any place', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.reload();
  await expect(page.getByText('Ready')).toBeVisible();
  await goTo(page, 'Queue');
  await goTo(page, 'Settings');
  expect(complaints).toEqual([]);
});

test('a dropped recording becomes text that can be heard and saved', async ({ page }) => {
  await dropFile(page, 'Réunion 東京.wav', await readFile(sample('meeting2.wav')));
  await expect(page.getByText('1 recording added', { exact: true })).toBeVisible({ timeout: 60_000 });
  const row = page.getByRole('row', { name: /Réunion 東京/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await expectAccessible(page);

  await row.getByRole('link').click();
  const text = page.getByRole('region', { name: 'Transcript' });
  await expect(text).toContainText('Alice works in Berlin on Wednesday.');
  await text.getByText('Wednesday', { exact: false }).first().click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(text.locator('[data-speaking]')).toHaveCount(1);
  await expect(page.getByRole('slider', { name: 'Position' })).not.toHaveAttribute('aria-valuenow', '0');
  await expectAccessible(page);

  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export transcript' });
  await dialog.getByRole('radio', { name: 'SRT' }).click();
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('-->');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(saved).toContain('Alice works in Berlin on Wednesday.');
  expect((await download).suggestedFilename()).toMatch(/\.srt$/);
});

test('a video shows its picture, and its words follow the sound', async ({ page }) => {
  await addRecordings(page, sample('video.mp4'));
  const row = page.getByRole('row', { name: /video/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.getByRole('link').click();
  await expect(page.locator('video')).toBeVisible();
  await page.getByText('design', { exact: false }).last().click();
  await expect(page.locator('[data-speaking]')).toHaveCount(1);
});

test('what is no recording says so, with what to do, and the rest goes on', async ({ page }) => {
  await addRecordings(page, sample('README.md'));
  await dropFile(page, 'The rest.wav', await readFile(sample('s01.wav')));
  await expect(page.getByRole('row', { name: /The rest/ })).toContainText('Done', { timeout: 60_000 });
  await goTo(page, 'Queue');
  const failed = page.getByRole('listitem').filter({ hasText: 'README' });
  await expect(failed).toContainText('README.md');
  await expect(failed).toContainText(/Choose a recording|convert it/);
  await expect(failed.getByRole('button', { name: 'Retry: README' })).toBeVisible();
  await expectAccessible(page);
});

test('adding can be undone', async ({ page }) => {
  await dropFile(page, 'Added by mistake.wav', await readFile(sample('s02.wav')));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: /Added by mistake/ })).toHaveCount(0);
});

test('settings are kept, and dark means dark', async ({ page }) => {
  await goTo(page, 'Settings');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await goToSettings(page, 'Recognition');
  await page.getByRole('combobox', { name: 'Spoken language' }).click();
  await page.getByRole('option', { name: 'German' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('combobox', { name: 'Spoken language' })).toContainText('German');
  await expectAccessible(page);
  await goToSettings(page, 'General');
  await page.getByRole('radio', { name: 'System' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  await expectAccessible(page);
});
