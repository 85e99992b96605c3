import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../support/fixtures.ts';
import { addRecordings, expect, expectAccessible, goTo, test } from './served.ts';

test.use({ library: 'pageAutomation' });

test('a folder is watched, and what is here already is asked about once', async ({ page, served }) => {
  const folder = await mkdtemp(join(tmpdir(), 'trax-watched-'));
  try {
    await page.goto(served.url);
    await expect(page.getByText('Ready')).toBeVisible();
    await goTo(page, 'Settings');
    await page.getByRole('link', { name: 'Automation' }).click();
    await expect(page.getByText('No folder is watched.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Watch a folder' }).click();
    const dialog = page.getByRole('dialog', { name: 'Watch a folder' });
    await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await dialog.getByRole('button', { name: 'SRT' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Watch a folder' }).click();
    const row = page.getByRole('list', { name: 'Watch folders' }).getByRole('listitem');
    await expect(row).toContainText('Watching');
    await copyFile(sample('s01.wav'), join(folder, 'interview.wav'));
    await expect(row).toContainText('1 recording taken', { timeout: 45_000 });
    await expectAccessible(page);

    await goTo(page, 'Library');
    await expect(page.getByRole('row', { name: /interview/ })).toContainText('Done', { timeout: 60_000 });
    await expect.poll(() => readdir(folder)).toEqual(['interview.srt', 'interview.wav']);
    await addRecordings(page, sample('s01.wav'), sample('s02.wav'));
    const question = page.getByRole('dialog', { name: '1 recording is here already' });
    await expect(question).toContainText('interview');
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Leave out' }).click();
    await expect(page.getByRole('row', { name: /s02/ })).toContainText('Done', { timeout: 60_000 });
    await expect(page.getByRole('row', { name: /s01/ })).toHaveCount(0);
    await addRecordings(page, sample('s01.wav'));
    await question.getByRole('button', { name: 'Transcribe again' }).click();
    await goTo(page, 'Queue');
    await expect(page.getByRole('region').filter({ hasText: 'Done · 1 of 1 recording' })).toHaveCount(3, {
      timeout: 60_000,
    });

    await page.getByRole('button', { name: 'More for the whole queue' }).click();
    await page.getByRole('menuitem', { name: 'Clear what is over' }).click();
    await expect(page.getByText('Nothing to do')).toBeVisible();
    await goTo(page, 'Settings');
    await page.getByRole('link', { name: 'Automation' }).click();
    await row.getByRole('button', { name: /^Pause: / }).click();
    await expect(row).toContainText('Paused');
    await row.getByRole('button', { name: /^More: / }).click();
    await page.getByRole('menuitem', { name: 'Watch it no more' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Watch it no more' }).click();
    await expect(page.getByText('No folder is watched.')).toBeVisible();
  } finally {
    await rm(folder, { recursive: true });
  }
});
