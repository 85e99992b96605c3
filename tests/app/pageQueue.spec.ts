import { sample } from '../support/fixtures.ts';
import { addRecordings, expect, expectAccessible, goTo, test } from './served.ts';

test.use({ library: 'pageQueue' });

test('the queue is steered: order, settings, pause, what is taken out', async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
  // The long one keeps the queue busy; the others wait behind it.
  await addRecordings(page, ...['long3.m4a', 's01.wav', 's02.wav', 's03.wav'].map(sample));
  await goTo(page, 'Queue');
  const rows = page.getByRole('listitem');
  await expect(rows).toHaveCount(4);
  await page.getByRole('button', { name: 'Pause everything' }).click();
  await expect(rows.last()).toContainText('Paused');
  const order = () => page.getByRole('listitem').getByRole('link').allTextContents();
  const [first = '', second = '', third = '', fourth = ''] = await order();

  const moreOfBatch = page.locator('section > header').getByRole('button', { name: /^More: / });
  const row = (title: string) => rows.filter({ hasText: title });
  await row(fourth).getByRole('link').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual([first, second, fourth, third]);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual([first, fourth, second, third]);
  await row(first).hover();
  await page.getByRole('button', { name: `Move down: ${first}` }).click();
  await expect.poll(order).toEqual([fourth, first, second, third]);
  await row(third).dragTo(row(fourth), { targetPosition: { x: 40, y: 4 } });
  await expect.poll(order).toEqual([third, fourth, first, second]);
  await page.reload();
  await expect.poll(order).toEqual([third, fourth, first, second]);
  await expectAccessible(page);

  await moreOfBatch.click();
  await page.getByRole('menuitem', { name: 'Change settings…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change settings' });
  await dialog.getByRole('combobox', { name: 'Spoken language' }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toHaveCount(0);

  await moreOfBatch.click();
  await page.getByRole('menuitem', { name: 'Remove from the queue' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove from the queue' }).click();
  await expect(page.getByText('Nothing to do')).toBeVisible();
  await goTo(page, 'Library');
  await expect(page.getByRole('row', { name: /s01/ })).toBeVisible();
});
