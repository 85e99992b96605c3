import { sample } from '../support/fixtures.ts';
import { addRecordings, expect, expectAccessible, goToSettings, test } from './served.ts';

test.use({ library: 'pageKeyboard' });

test.beforeEach(async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
});

test('a transcript is gone through without a mouse', async ({ page }) => {
  await addRecordings(page, sample('meeting2.wav'));
  const row = page.getByRole('row', { name: /meeting2/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.focus();
  await page.keyboard.press('Enter');

  const text = page.getByRole('region', { name: 'Transcript' });
  await expect(text).toBeFocused();
  await expect(text).toContainText('Alice');
  const spoken = text.locator('[data-speaking]');
  await page.keyboard.press('Control+ArrowDown');
  await expect(spoken).toHaveText('Alice');
  await page.keyboard.press('ArrowRight');
  await expect(spoken).toHaveText('works');
  await page.keyboard.press('Control+ArrowDown');
  await expect(spoken).toHaveText('The');
  await page.keyboard.press('Control+ArrowUp');
  await expect(spoken).toHaveText('Alice');

  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Back 3 seconds and play' })).toBeFocused();

  await test.step('a dialog gives the focus back, and the caret, also one that the palette opened', async () => {
    const first = text.getByRole('textbox').first();
    await first.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('dialog', { name: 'Export transcript' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(first).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('move and stretch');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Move and stretch times' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(first).toBeFocused();
    await page.keyboard.type(' Indeed.');
    await expect(first).toHaveText('Alice works in Berlin on Wednesday. Indeed.');
  });
});

test('every shortcut is listed at a question mark', async ({ page }) => {
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('Next doubtful word');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
});

test('the page says when the connection is lost, and goes on when it is back', async ({ page, served }) => {
  const sockets: { close(): void }[] = [];
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    sockets.push(socket);
    socket.connectToServer();
  });
  await page.goto(served.url);
  await expect(page.getByText('Ready')).toBeVisible();
  for (const socket of sockets) socket.close();
  await expect.poll(() => sockets.length).toBeGreaterThan(1);
  await expect(page.getByText('The connection to Trax is lost.')).toHaveCount(0);
  await page.keyboard.press('Control+,');
  await goToSettings(page, 'Diagnostics');
  await expect(page.getByRole('region', { name: 'Diagnostics' })).toContainText('ffmpeg');
});

test('what is typed while the connection is lost is stored when it is back', async ({ page, served }) => {
  let isThere = true;
  const sockets: { close(): void }[] = [];
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (!isThere) return void socket.close();
    sockets.push(socket);
    socket.connectToServer();
  });
  await page.goto(served.url);
  await addRecordings(page, sample('s02.wav'));
  const row = page.getByRole('row', { name: /s02/ });
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await row.getByRole('link').click();
  const first = page.getByRole('region', { name: 'Transcript' }).getByRole('textbox').first();
  await first.click();
  await page.keyboard.press('Home');

  isThere = false;
  for (const socket of sockets) socket.close();
  await expect(page.getByText('The connection to Trax is lost.')).toBeVisible();
  await page.keyboard.type('Said meanwhile: ');
  await expect(page.getByText(/· Saving…$/)).toBeVisible();

  isThere = true;
  await expect(page.getByText(/· Saved$/)).toBeVisible();
  await expect(page.getByText('The connection to Trax is lost.')).toHaveCount(0);
  await page.reload();
  await expect(first).toContainText('Said meanwhile: ');
});
