import { expect, expectAccessible, goTo, goToSettings, test } from './served.ts';

test.use({ library: 'pageFirstStart', hasModel: false });

test('a first start says what is missing, and the sample can be tried without it', async ({
  page,
  served,
}) => {
  await page.goto(served.url);
  await expect(page.getByRole('heading', { name: 'Drop a recording here' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'One thing is missing: a model' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Download / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import a model file…' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Try the sample' }).click();
  const text = page.getByRole('region', { name: 'Transcript' });
  await expect(text.locator('[data-word]').first()).toBeVisible({ timeout: 60_000 });
  await goTo(page, 'Library');
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('a server can be used instead of a model', async ({ page, served }) => {
  await page.goto(served.url);
  await goToSettings(page, 'Recognition');
  await page.getByRole('radio', { name: /On a server/ }).click();
  const address = page.getByRole('textbox', { name: 'Address' });
  await address.fill('not an address');
  await expect(page.getByText(/An address begins with http/)).toBeVisible();
  await address.fill('http://localhost:9/v1');
  await address.blur();
  await expect(page.getByText('Ready')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: /On this computer/ }).click();
});
