import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  await expect(page.getByRole('row', { name: /s01/ })).toHaveCount(0);

  await dropFile(page, 'broken.trax', bytes.subarray(0, 1000));
  await expect(page.getByText(/broken\.trax is damaged/).first()).toBeVisible();
  await dropFile(page, 's01.trax', bytes);
  await expect(page.getByText('1 recording opened', { exact: true })).toBeVisible();
  await dropFile(page, 's01.trax', bytes);
  await expect(page.getByText('Everything in s01.trax is here already', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: 's01' })).toBeVisible();
});

test('the library is exported, imported and moved to another folder, where it goes on', async ({
  page,
  served,
}) => {
  // Everything is written and read twice.
  test.slow();
  const disk = await mkdtemp(join(tmpdir(), 'trax-disk-'));
  try {
    await page.goto(served.url);
    await page.goto(`${new URL(served.url).origin}/#/settings/data`);
    const along = page.getByRole('region', { name: 'Take the library along' });
    await along.getByRole('button', { name: 'Export…' }).click();
    const exporting = page.getByRole('dialog', { name: 'Export the library' });
    await exporting.getByLabel('Folder').fill(join(disk, 'library'));
    await expectAccessible(page);
    await exporting.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(along).toContainText(`In ${join(disk, 'library')} now: `, { timeout: 30_000 });
    expect(await readdir(join(disk, 'library'))).toContain('library.json');
    await along.getByRole('button', { name: 'Import…' }).click();
    await page.getByRole('dialog').getByLabel('Folder').fill(join(disk, 'nowhere'));
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
    await expect(along).toContainText('library.json is missing');
    await along.getByRole('button', { name: 'Import…' }).click();
    await page.getByRole('dialog').getByLabel('Folder').fill(join(disk, 'library'));
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
    await expect(along).toContainText(`Everything in ${join(disk, 'library')} is here already.`);

    const place = page.getByRole('region', { name: 'Where it is kept' });
    await expect(place).toContainText('GB free');
    await place.getByRole('button', { name: 'Move…' }).click();
    const moving = page.getByRole('dialog', { name: 'Move the data folder' });
    // The field has the focus: typing is all that it takes.
    await expect(moving.getByLabel('To an empty folder')).toBeFocused();
    await page.keyboard.type(join(disk, 'library'));
    await expect(moving).toContainText('it is not empty');
    await expect(moving.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
    const target = join(disk, 'trax');
    await moving.getByLabel('To an empty folder').fill(target);
    await expect(moving).toContainText('are free there');
    await page.keyboard.press('Enter');
    await expect(place.getByText(/^Former data folder, until/)).toBeVisible({ timeout: 120_000 });
    await expect(place).toContainText(target);
    await expectAccessible(page);
    await goTo(page, 'Library');
    await page.getByRole('row', { name: /s01/ }).getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name: 's01' })).toBeVisible();

    await page.goto(`${new URL(served.url).origin}/#/settings/data`);
    await place.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await expect(place.getByText(/^Former data folder, until/)).toHaveCount(0);
    expect(await readdir(target)).toContain('logs');
  } finally {
    await rm(disk, { recursive: true, force: true });
  }
});
