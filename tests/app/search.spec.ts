import { sample } from '../support/fixtures.ts';
import { addRecordings, expect, expectAccessible, test } from './served.ts';

test.use({ library: 'search' });

test('what was said is found while one types, and opened at its second, by keyboard alone', async ({
  page,
  served,
}) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
  await addRecordings(page, sample('meeting2.wav'));
  await expect(page.getByRole('row', { name: /meeting2/ })).toContainText('Done', { timeout: 60_000 });

  await page.keyboard.press('Control+Shift+F');
  const box = page.getByRole('combobox', { name: 'Search titles and everything said' });
  await expect(box).toBeFocused();
  const results = page.getByRole('listbox', { name: 'Search results' });

  await page.keyboard.type('meet');
  await expect(results.getByRole('option', { selected: true })).toHaveText('meeting2');
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
  await expect(page.getByRole('row', { name: /meeting2/ })).toBeVisible();

  await page.keyboard.type('wednes');
  const hit = results.getByRole('option', { selected: true });
  await expect(hit.locator('mark').first()).toHaveText('Wednesday');
  await expectAccessible(page);
  const found = results.getByRole('option');
  await page.keyboard.press('ArrowDown');
  await expect(found.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(found.nth(0)).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Enter');
  const text = page.getByRole('region', { name: 'Transcript' });
  await expect(text.locator('[data-speaking]')).toHaveText(/^Wednesday/);
  await expect(text.locator('[data-speaking]')).toBeInViewport();

  await page.goBack();
  await expect(box).toHaveValue('wednes');
  await expect(results.getByRole('option', { selected: true }).locator('mark').first()).toHaveText(
    'Wednesday',
  );
});

test('a misspelt word is shown for what was meant, and what is not there says so', async ({
  page,
  served,
}) => {
  await page.goto(served.url);
  const box = page.getByRole('combobox', { name: 'Search titles and everything said' });
  await box.fill('wendesday');
  await expect(page.getByText('Nobody says “wendesday”. Shown for “wednesday”.')).toBeVisible();
  await expect(page.getByRole('listbox').locator('mark').first()).toHaveText('Wednesday');

  await box.fill('xylophonist');
  await expect(page.getByRole('heading', { name: 'Nothing was found for “xylophonist”' })).toBeVisible();
  await expectAccessible(page);

  await box.fill('wednesday');
  await page.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'YouTube' }).click();
  await expect(page.getByText('Filters hide some recordings.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
});
