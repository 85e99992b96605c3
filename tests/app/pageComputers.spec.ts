import { sample } from '../support/fixtures.ts';
import { addRecordings, expect, expectAccessible, goTo, test } from './served.ts';

test.use({ library: 'pageComputers' });

test('the queue says why nothing is begun, and people let it go on', async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
  await addRecordings(page, ...['long3.m4a', 's01.wav'].map(sample));
  await goTo(page, 'Queue');
  await page.getByRole('button', { name: 'Stop after this one' }).click();
  const notice = page.getByRole('status').filter({ hasText: 'nothing new is begun' });
  await expect(notice).toContainText('What runs is being finished');
  await expect(page.getByRole('button', { name: 'Stop after this one' })).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 's01' })).toContainText('Waiting');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(notice).toHaveCount(0);

  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Performance' }).click();
  await page.getByRole('switch', { name: /Work only between two times/ }).click();
  // An hour that begins twelve hours from now, whatever the time is.
  const far = new Date(Date.now() + 12 * 3600_000).getHours();
  const time = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`;
  await page.getByLabel('From', { exact: true }).fill(time(far));
  await page.getByLabel('To', { exact: true }).fill(time(far + 1));
  await page.getByRole('combobox', { name: 'Share of the processor' }).click();
  await page.getByRole('option', { name: '50%' }).click();
  await expectAccessible(page);

  await goTo(page, 'Queue');
  await expect(page.getByRole('status')).toContainText(
    `Trax works between ${time(far)} and ${time(far + 1)}.`,
  );
  await expect(page.getByRole('listitem').filter({ hasText: 'long3' })).toContainText('Waiting');
  await page.getByRole('button', { name: 'Work now' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Trax works between' })).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'long3' })).not.toContainText('Waiting');
});
