import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../support/fixtures.ts';
import { addRecordings, expect, expectAccessible, goTo, goToSettings, test } from './served.ts';

test.use({ library: 'pageData' });

test('the library is backed up, goes back to before a recording, and is looked through', async ({
  page,
  served,
}) => {
  await page.goto(served.url);
  await addRecordings(page, sample('s01.wav'));
  await expect(page.getByRole('row', { name: /s01/ })).toContainText('Done', { timeout: 60_000 });

  await goToSettings(page, 'Data');
  const data = page.getByRole('region', { name: 'Data and backups' });
  const rows = data.getByRole('list', { name: 'Backups' });
  await expect(data).toContainText('There is no backup yet.');
  await data.getByRole('button', { name: 'Back up now' }).click();
  await expect(rows.getByRole('listitem')).toHaveCount(1, {
    timeout: 60_000,
  });

  await goTo(page, 'Library');
  await addRecordings(page, sample('s02.wav'));
  await expect(page.getByRole('row', { name: /s02/ })).toContainText('Done', { timeout: 60_000 });

  await goToSettings(page, 'Data');
  await data.getByRole('button', { name: 'Restore…', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Restore the library' });
  await expect(dialog.getByRole('slider', { name: /Timeline/ })).toBeVisible();
  await dialog.getByLabel('To the minute').fill('2020-01-01T00:00');
  await expect(dialog).toContainText('There is no backup from before that moment.');
  await expect(dialog.getByRole('button', { name: 'Restore', exact: true })).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await rows.getByRole('button').click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(data.getByText(/^Former library, until/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await goTo(page, 'Library');
  await expect(page.getByRole('row', { name: /s01/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /s02/ })).toHaveCount(0);

  await goToSettings(page, 'Data');
  await data.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(data.getByText(/^Former library, until/)).toHaveCount(0);
  const check = page.getByRole('region', { name: 'Check the library' });
  await check.getByRole('button', { name: 'Check now' }).click();
  // The waveform of the recording that is gone.
  await expect(check).toContainText('1 thing is not as it should be.', { timeout: 60_000 });
  await expectAccessible(page);
  await check.getByRole('button', { name: 'Repair 1' }).click();
  await expect(check).toContainText('1 was repaired. Nothing is wrong.', { timeout: 60_000 });

  // A backup of a history that is gone is a way back all the same.
  await data
    .getByRole('button', { name: /^Restore \w/ })
    .last()
    .click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(data.getByText(/^Former library, until/)).toBeVisible({ timeout: 60_000 });
});

test('the library is backed up to another disk, and comes back from there', async ({ page, served }) => {
  const disk = await mkdtemp(join(tmpdir(), 'trax-disk-'));
  try {
    await page.goto(served.url);
    await goToSettings(page, 'Data');
    const data = page.getByRole('region', { name: 'Data and backups' });
    await data.getByRole('button', { name: 'Restore from there…' }).click();
    const restoring = page.getByRole('dialog', { name: 'Restore from another disk' });
    await restoring.getByLabel('Folder').fill(disk);
    await expectAccessible(page);
    await restoring.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(data).toContainText(`There is no backup in ${disk}.`);

    await data.getByRole('button', { name: 'Back up there…' }).click();
    const backing = page.getByRole('dialog', { name: 'Back up to another disk' });
    await backing.getByLabel('Folder').fill(disk);
    await backing.getByRole('button', { name: 'Back up', exact: true }).click();
    await expect(data).toContainText(`The library is backed up in ${disk}.`, { timeout: 60_000 });

    await data.getByRole('button', { name: 'Restore from there…' }).click();
    await restoring.getByLabel('Folder').fill(disk);
    await restoring.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(data.getByText(/^Former library, until/)).not.toHaveCount(0, { timeout: 60_000 });
  } finally {
    await rm(disk, { recursive: true, force: true });
  }
});
