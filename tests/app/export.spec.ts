import { readFile } from 'node:fs/promises';
import { sample } from '../support/fixtures.ts';
import { addRecordings, dropFile, expect, expectAccessible, test } from './served.ts';

test.use({ library: 'export' });
test.beforeEach(async ({ page, served }) => {
  await page.goto(served.url);
});

test('a text by itself opens, is exported in other formats, and the last choice is offered again', async ({
  page,
}) => {
  const srt =
    '1\n00:00:01,000 --> 00:00:01,500\nAnna: Nobody can read all of this in half a second.\n\n2\n00:00:01,500 --> 00:00:04,000\nBen: Indeed.\n';
  await dropFile(page, 'talk.srt', Buffer.from(srt));
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const text = page.getByRole('region', { name: 'Transcript' });
  await expect(text).toContainText('Nobody can read');
  await expect(page.getByText('from talk.srt')).toBeVisible();

  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export transcript' });
  await dialog.getByRole('radio', { name: 'VTT', exact: true }).click();
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('<v Anna>');
  await dialog.getByRole('combobox', { name: 'Made for' }).click();
  await page.getByRole('option', { name: 'BBC' }).click();
  await dialog.getByRole('radio', { name: /^Check/ }).click();
  await expect(dialog.getByRole('link').first()).toContainText(/letters per sec|sec/);
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: 'Word', exact: true }).click();
  // Axe cannot look into a frame in which no script may run.
  await expect(dialog.frameLocator('iframe').getByText('Indeed.')).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const saved = await readFile(await (await download).path());
  expect(saved.subarray(0, 2).toString()).toBe('PK');
  expect((await download).suggestedFilename()).toBe('talk.docx');

  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+e');
  await expect(dialog.getByRole('radio', { name: 'Word', exact: true })).toBeChecked();
});

test('what is selected in the library is written by a pattern, and is listed with its recording', async ({
  page,
}) => {
  await addRecordings(page, sample('s01.wav'));
  const row = page.getByRole('row', { name: /s01/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.click();
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Export one recording/ });
  await dialog.getByRole('radio', { name: 'TSV', exact: true }).click();
  await dialog.getByLabel('File names').fill('{title}/x');
  await expect(dialog.getByRole('button', { name: 'Write files' })).toBeDisabled();
  await dialog.getByLabel('File names').fill('{title} (table).{ext}');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Write files' }).click();
  await expect(page.getByText(/^One file written to/)).toBeVisible();

  await row.getByRole('link').first().click();
  await dropFile(page, 'corrected.txt', await readFile(sample('wordlist.txt')));
  await expect(page.getByText('from corrected.txt')).toBeVisible();
  await page.keyboard.press('Control+e');
  const single = page.getByRole('dialog', { name: 'Export transcript' });
  await single.getByRole('radio', { name: /^Written/ }).click();
  await expect(single.getByText('s01 (table).tsv')).toBeVisible();
  await single.getByRole('button', { name: /^Write s01 \(table\)\.tsv again/ }).click();
  await expect(page.getByText(/^Saved: .*s01 \(table\)\.tsv/)).toBeVisible();
});
