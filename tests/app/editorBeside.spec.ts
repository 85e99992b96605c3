import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sample } from '../support/fixtures.ts';
import { addRecordings, expect, expectAccessible, goTo, pickFiles, test } from './served.ts';

test.use({ library: 'editor beside' });

const expectSaved = (page: Page) => expect(page.getByText(/· Saved$/)).toBeVisible();

/** Where the core keeps a recording that was handed over by the browser. */
async function keptFile(home: string, ending: string): Promise<string> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const found = entries.find(({ name }) => name.endsWith(ending));
  if (!found) throw new Error(`Nothing in ${home} ends in ${ending}`);
  return join(found.parentPath, found.name);
}

test('what stands beside a text: its picture, its speakers, paper, and a file and a recording that went away', async ({
  page,
  served,
}) => {
  test.setTimeout(120_000);
  await page.goto(served.url);
  await addRecordings(page, sample('video.mp4'));
  const row = page.getByRole('row', { name: /video/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.getByRole('link').click();
  const texts = page.getByRole('region', { name: 'Transcript' }).getByRole('textbox');
  await expect(texts.first()).toContainText(/\w/, { timeout: 60_000 });
  const address = page.url();

  await test.step('the picture stands beside the text or above it', async () => {
    const picture = page.getByRole('region', { name: 'Picture' });
    const beside = page.getByRole('complementary', { name: 'Picture and quality' });
    await expect(beside.getByRole('region', { name: 'Picture' })).toBeVisible();
    await picture.hover();
    await picture.getByRole('button', { name: 'Above the text' }).click();
    await expect(beside).toBeHidden();
    await picture.hover();
    await picture.getByRole('button', { name: 'Beside the text' }).click();
    await expect(beside.getByRole('region', { name: 'Picture' })).toBeVisible();
  });

  await test.step('what is said stands on the picture as its subtitle, if that is wished', async () => {
    const picture = page.getByRole('region', { name: 'Picture' });
    // At a moment of its own, and not as it plays: a clip of seconds is over before it is looked at.
    const said = page.locator('[data-word]').filter({ hasText: 'agenda' });
    await page.goto(`${address}?at=${await said.getAttribute('data-start')}`);
    await expect(picture).toContainText('Bob finished the agenda.');
    await picture.hover();
    await picture.getByRole('button', { name: 'Subtitles' }).click();
    await expect(picture).not.toContainText('Bob finished the agenda.');
  });

  await test.step('who speaks is renamed for every passage, and told with how much it is', async () => {
    await texts.first().focus();
    await page.keyboard.press('Alt+1');
    await page.getByRole('button', { name: 'Speakers', exact: true }).click();
    const panel = page.getByRole('region', { name: 'Speakers' });
    await expect(panel).toContainText('100%');
    const name = panel.getByRole('textbox', { name: 'Rename Speaker 1 everywhere' });
    await name.fill('Ada');
    await name.press('Enter');
    await expect(page.getByRole('button', { name: 'Speaker: Ada' })).toBeVisible();
    await expectAccessible(page);
    await expectSaved(page);
  });

  await test.step('a link to the moment is copied, which opens it there', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('Escape');
    await page
      .getByRole('region', { name: 'Transcript' })
      .locator('[data-word]')
      .filter({ hasText: 'library' })
      .click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Copy a link to this moment' }).click();
    await expect(page.getByText('Link copied', { exact: true })).toBeVisible();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    const at = Number(new URLSearchParams(link.split('?').at(-1)).get('at'));
    expect(at).toBeGreaterThan(1);
    await page.goto('about:blank');
    await page.goto(link);
    const position = page.getByRole('slider', { name: 'Position' }).first();
    // It tells whole seconds.
    await expect(position).toHaveAttribute(
      'aria-valuenow',
      new RegExp(`^${Math.floor(at)}$|^${Math.ceil(at)}$`),
    );
  });

  await test.step('the whole text is put on paper', async () => {
    await page.evaluate('window.print = () => window.dispatchEvent(new Event("beforeprint"))');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Print' }).click();
    await expect(page.locator('article.print')).toContainText('Ada');
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    await expect(page.locator('article.print')).toHaveCount(0);
  });

  await test.step('a file that is gone leaves the text as it is, and is found again', async () => {
    const file = await keptFile(served.home, 'video.mp4');
    await rename(file, `${file}.elsewhere`);
    await page.reload();
    await expect(page.getByText(/is not where it was|cannot be found|is gone/)).toBeVisible();
    await texts.first().focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' Indeed.');
    await expectSaved(page);
    await pickFiles(page, [sample('video.mp4')], () =>
      page.getByRole('button', { name: 'Locate file' }).click(),
    );
    await expect(page.getByRole('slider', { name: 'Position' }).first()).toBeVisible();
    await expect(texts.first()).toContainText('Indeed.');
  });

  await test.step('a recording in the bin says so, and comes back', async () => {
    await goTo(page, 'Library');
    await row.focus();
    await page.keyboard.press('Delete');
    await expect(row).toHaveCount(0);
    await page.goto(address);
    await page
      .getByRole('status')
      .filter({ hasText: 'in the bin' })
      .getByRole('button', { name: 'Put back' })
      .click();
    await expect(page.getByText('This recording is in the bin.')).toHaveCount(0);
    await expect(texts.first()).toContainText('Indeed.');
  });
});
