import type { Page } from '@playwright/test';
import { de } from '../../renderer/locales/de/de.ts';
import { en } from '../../renderer/locales/en/en.ts';
import { sample } from '../support/fixtures.ts';
import { expect, pickFiles, test } from './served.ts';

test.use({ library: 'german', locale: 'de-AT' });

type Tree = { readonly [key: string]: Tree | string };

function textsOf(tree: Tree): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)));
}

/** Whole English texts that German does not share: none of them may stand on a German page. */
const german = new Set(textsOf(de as unknown as Tree));
/** Names of products are the same in every language, also where English has them for something else. */
const names = ['Word'];
const english = new Set(
  textsOf(en as unknown as Tree).filter((text) => !german.has(text) && !names.includes(text)),
);
/** A key that led to no text, or a gap that nobody filled. */
const raw = new RegExp(`^(${Object.keys(en).join('|')})\\.\\w|\\{\\{?\\w+\\}`);

/** Everything that the page says, to the eye or to the ear. */
async function saidBy(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    while (walker.nextNode()) said.push(walker.currentNode.textContent.trim());
    for (const element of document.body.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        if (element.hasAttribute(name)) said.push(element.getAttribute(name));
    return said.filter(Boolean);
  })()`);
}

/** Fails with what is English, and with keys that were not found or gaps that were not filled. */
async function expectGerman(page: Page): Promise<void> {
  const said = await saidBy(page);
  expect(said.length).toBeGreaterThan(0);
  const wrong = said.filter((text) => english.has(text) || raw.test(text));
  expect(wrong).toEqual([]);
}

test('every place speaks German where the computer does, and English when that is wished', async ({
  page,
  served,
}) => {
  await page.goto(served.url);
  await expect(page.getByText('Bereit')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de-AT');
  await expectGerman(page);

  await page.getByRole('button', { name: de.ingest.options, exact: true }).click();
  await expect(page.getByRole('combobox', { name: de.options.language })).toBeVisible();
  await expectGerman(page);
  await page.keyboard.press('Escape');

  await pickFiles(page, [sample('meeting2.wav'), sample('README.md')], () =>
    page.getByRole('button', { name: de.ingest.add, exact: true }).click(),
  );
  const row = page.getByRole('row', { name: /meeting2/ });
  await expect(row).toContainText(de.state.done, { timeout: 60_000 });
  await row.click();
  await expectGerman(page);

  await page.getByRole('link', { name: de.actions['go.queue'] }).click();
  await expect(page.getByRole('button', { name: /^Erneut versuchen: / })).toBeVisible({ timeout: 60_000 });
  await expectGerman(page);

  await page.getByRole('link', { name: de.actions['go.library'] }).click();
  await row.getByRole('link').click();
  await expect(page.getByRole('region', { name: de.transcript.text })).toContainText('Alice');
  await page.getByRole('button', { name: de.quality.button }).click();
  await expectGerman(page);
  await page.keyboard.press('Control+h');
  await page.getByRole('button', { name: de.versions.title }).click();
  await expect(page.getByRole('textbox', { name: de.find.replacement })).toBeVisible();
  await expectGerman(page);
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog', { name: de.export.title })).toBeVisible();
  await expectGerman(page);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: de.actions['go.settings'] }).click();
  await expect(page.getByRole('heading', { name: de.settings.sections.general })).toBeVisible();
  await expectGerman(page);
  for (const title of Object.values(de.settings.sections)) {
    await page.getByRole('navigation').getByRole('link', { name: title, exact: true }).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectGerman(page);
  }
  await page.getByRole('link', { name: de.settings.sections.general }).click();
  await page.getByRole('combobox', { name: de.settings.pageLanguage }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});
