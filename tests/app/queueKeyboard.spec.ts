import type { Page } from '@playwright/test';
import { sample } from '../support/fixtures.ts';
import { expect, expectAccessible, pickFiles, test } from './served.ts';

test.use({ library: 'queueKeyboard' });

/** Nothing here touches the mouse: what cannot be reached by keys fails. */
test('the queue is driven by the keyboard alone, and the focus is never lost', async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
  const keyboard = page.keyboard;
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key);
  };
  const focused = page.locator(':focus');
  const queue = page.getByRole('listitem');
  const order = () => queue.getByRole('link').allTextContents();

  await test.step('recordings are added', async () => {
    const recordings = ['long3.m4a', 's01.wav', 's02.wav', 's03.wav'].map(sample);
    await pickFiles(page, recordings, () => press('ControlOrMeta+o'));
    await press('ControlOrMeta+2');
    await expect(page.getByRole('heading', { level: 1, name: 'Queue' })).toBeVisible();
    await expect(queue).toHaveCount(4);
  });

  await test.step('everything is paused, resumed and paused, with the same key', async () => {
    await tabTo(page, 'Pause everything');
    await press('Enter');
    await expect(focused).toHaveAccessibleName('Resume everything');
    await expect(queue.last()).toContainText('Paused');
    await press('Enter');
    await expect(focused).toHaveAccessibleName('Pause everything');
    await press('Enter');
    await expect(focused).toHaveAccessibleName('Resume everything');
  });
  const [first = '', second = '', third = '', fourth = ''] = await order();

  await test.step('Tab leads into the list once, the arrows lead through it', async () => {
    await tabTo(page, first);
    await press('ArrowDown', 'ArrowDown');
    await expect(focused).toHaveText(third);
    await press('ArrowUp');
    await expect(focused).toHaveText(second);
  });

  await test.step('a recording is moved, and keeps the focus', async () => {
    await press('Alt+ArrowDown');
    await expect.poll(order).toEqual([first, third, second, fourth]);
    await expect(focused).toHaveText(second);
    await press('Alt+ArrowDown');
    await expect.poll(order).toEqual([first, third, fourth, second]);
    await press('Alt+ArrowUp', 'Alt+ArrowUp');
    await expect.poll(order).toEqual([first, second, third, fourth]);
    await expect(focused).toHaveText(second);
    await tabTo(page, `Move down: ${second}`);
    await press('Enter');
    await expect.poll(order).toEqual([first, third, second, fourth]);
    await expect(focused).toHaveAccessibleName(`Move down: ${second}`);
  });

  await test.step('its settings and its priority are changed', async () => {
    await tabTo(page, `More: ${second}`);
    await choose(page, 'menu', 'Change settings…');
    const dialog = page.getByRole('dialog', { name: 'Change settings' });
    await tabTo(page, 'Spoken language');
    await choose(page, 'listbox', 'English');
    await tabTo(page, 'Priority');
    await choose(page, 'listbox', 'High');
    await tabTo(page, 'Apply');
    await press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(focused).toHaveAccessibleName(`More: ${second}`);
    await expect.poll(order).toEqual([second, first, third, fourth]);
  });

  await test.step('one is resumed, paused, cancelled and tried again', async () => {
    await tabTo(page, `Resume: ${second}`, 'Shift+Tab');
    await press('Enter');
    await expect(queue.filter({ hasText: second })).toContainText('Done');
    // Nothing is left to be paused: its row still has the focus.
    await expect(focused).toHaveText(second);
    await press('ArrowDown');
    await expect(focused).toHaveText(first);
    await tabTo(page, `Cancel: ${first}`);
    await press('Enter');
    await expect(queue.filter({ hasText: first })).toContainText('Cancelled');
    await expect(focused).toHaveAccessibleName(`Retry: ${first}`);
    await press('Enter');
    await expect(focused).toHaveAccessibleName(/^(Resume|Pause): /);
  });

  await test.step('one is taken out, and put back from the notice', async () => {
    await tabTo(page, `More: ${first}`);
    // The menu of the row below, and not the one that an arrow opens.
    await tabTo(page, `Cancel: ${first}`, 'Shift+Tab');
    await press('ArrowDown');
    await expect(focused).toHaveAccessibleName(`Cancel: ${third}`);
    await tabTo(page, `More: ${third}`);
    await choose(page, 'menu', 'Remove from the queue');
    await expect(queue.filter({ hasText: third })).toHaveCount(0);
    await expect(focused).toHaveText(fourth);
    await press('Shift+F6');
    await tabTo(page, 'Undo');
    await press('Enter');
    await expect(queue.filter({ hasText: third })).toHaveCount(1);
  });

  await test.step('the batch is closed and opened, cancelled, tried again and taken out', async () => {
    await tabTo(page, /^4 recordings/);
    await press('Enter');
    await expect(queue).toHaveCount(0);
    await press('Enter');
    await expect(queue).toHaveCount(4);
    await expect(page.getByRole('region', { name: '4 recordings' })).toContainText('1 of 4 recordings');
    await tabTo(page, /^More: /);
    await choose(page, 'menu', 'Cancel batch');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await tabTo(page, 'Cancel batch');
    await press('Enter');
    await expect(queue.filter({ hasText: fourth })).toContainText('Cancelled');
    await tabTo(page, /^Retry$/);
    await press('Enter');
    await expect(queue.filter({ hasText: fourth })).not.toContainText('Cancelled');
    await expect.poll(() => page.evaluate('document.activeElement === document.body')).toBe(false);
    await expectAccessible(page);
    await tabTo(page, /^More: /);
    await choose(page, 'menu', 'Remove from the queue');
    await tabTo(page, 'Remove from the queue');
    await press('Enter');
    await expect(page.getByText('Nothing to do')).toBeVisible();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(false);
  });
});

/** Presses Tab, or Shift and Tab, until what has this name has the focus; fails when the whole page has been gone round. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 60) {
    const spoken = await focusedName(page);
    if (typeof name === 'string' ? spoken === name : name.test(spoken)) return;
    passed.push(spoken);
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(' | ')}`);
}

/** What a screen reader calls what has the focus; nothing where that is the page itself. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(
    `((focused) => focused === document.body ? '' : (focused.ariaLabel ?? focused.textContent).trim())(document.activeElement)`,
  );
}

/** Opens the menu or the list that has the focus, and chooses a line of it. */
async function choose(page: Page, role: 'menu' | 'listbox', line: string): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page.getByRole(role)).toBeVisible();
  await expect(page.locator(':focus')).toHaveRole(role === 'menu' ? 'menuitem' : 'option');
  for (let name = await focusedName(page); name !== line; name = await focusedName(page)) {
    await page.keyboard.press('ArrowDown');
    // At the end of the list nothing moves any more.
    await expect.poll(() => focusedName(page)).not.toBe(name);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole(role)).toHaveCount(0);
}
