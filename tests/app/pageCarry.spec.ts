import { readFile } from 'node:fs/promises';
import { sample } from '../support/fixtures.ts';
import { addRecordings, dropFile, expect, expectAccessible, goTo, test } from './served.ts';

test.use({ library: 'pageCarry' });

test('a recording is saved as one file, deleted, and opened again from that file', async ({
  page,
  served,
}) => {
  await page.goto(served.url);
  await addRecordings(page, sample('s01.wav'));
  const row = page.getByRole('row', { name: /s01/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.getByRole('link').first().click();
  await page.getByRole('button', { name: 'Save a copy…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save a copy of “s01”' });
  await expect(dialog.getByRole('switch', { name: /With the recording itself/ })).toBeChecked();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('s01.trax');
  const bytes = await readFile(await saved.path());

  await goTo(page, 'Library');
  await page.getByRole('row', { name: /s01/ }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row', { name: /s01/ })).toHaveCount(0);

  await dropFile(page, 'broken.trax', bytes.subarray(0, 1000));
  await expect(page.getByText(/broken\.trax is damaged/)).toBeVisible();
  await dropFile(page, 's01.trax', bytes);
  await expect(page.getByText('1 recording opened')).toBeVisible();
  await dropFile(page, 's01.trax', bytes);
  await expect(page.getByText('Everything in s01.trax is here already')).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: 's01' })).toBeVisible();
});
