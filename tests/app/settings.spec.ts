import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startEndpoint } from '../support/endpoint.ts';
import { expect, expectAccessible, goToSettings, test } from './served.ts';

test.use({ library: 'settings' });
test.beforeEach(async ({ page, served }) => {
  await page.goto(served.url);
});

interface Field {
  label: string;
  /** What cannot be meant, and what is said of it. */
  wrong: string;
  said: RegExp;
  right: string;
}

const ofServer: Field[] = [
  { label: 'Address', wrong: 'localhost:8000', said: /begins with http/, right: 'http://127.0.0.1:9/v1' },
  { label: 'Model', wrong: ' ', said: /needs the name of a model/, right: 'whisper-large' },
  { label: 'Largest upload', wrong: '0', said: /whole number from 1 to 1,000/, right: '50' },
  { label: 'Recordings at the same time', wrong: '2.5', said: /whole number from 1 to 64/, right: '8' },
  { label: 'Price of a minute', wrong: '-1', said: /number from 0 to 100/, right: '0.006' },
];
const ofSpeech: Field[] = [
  {
    label: 'Names and terms',
    wrong: 'x'.repeat(81),
    said: /of 80 characters/,
    right: 'Ada Lovelace, ffmpeg',
  },
];
const ofHours: Field[] = [
  { label: 'From', wrong: '', said: /hours and minutes/, right: '21:30' },
  { label: 'To', wrong: '', said: /hours and minutes/, right: '07:15' },
];
const ofAutomation: Field[] = [
  {
    label: 'Folder for transcripts',
    wrong: 'Transcripts',
    said: /A folder is a whole path/,
    right: '/srv/transcripts',
  },
  {
    label: 'Notify an address',
    wrong: 'example.org',
    said: /begins with http/,
    right: 'https://example.org/x',
  },
  { label: 'Run a command', wrong: 'say "done', said: /quotation mark is not closed/, right: 'say done' },
];

const fieldOf = (page: Page, label: string): Locator =>
  page.getByRole('main').getByLabel(label, { exact: true });

/** What is wrong is said at the field and is not stored; what is right is stored, and still there in a new page. */
async function expectChecked(page: Page, fields: readonly Field[]): Promise<void> {
  const former = new Map<string, string>();
  for (const { label, wrong, said } of fields) {
    const field = fieldOf(page, label);
    former.set(label, await field.inputValue());
    await field.fill(wrong);
    await field.blur();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(said);
  }
  await expectAccessible(page);
  await page.reload();
  for (const { label, right, said } of fields) {
    const field = fieldOf(page, label);
    await expect(field).toHaveValue(former.get(label) ?? '');
    await field.fill(right);
    await field.blur();
    await expect(field).toHaveAttribute('aria-invalid', 'false');
    await expect(field).not.toHaveAccessibleDescription(said);
  }
  // Typed faster than it is stored: this page has to stay until all of it is.
  const beside = await page.context().newPage();
  await expect(async () => {
    await beside.goto('about:blank');
    await beside.goto(page.url());
    for (const { label, right } of fields)
      await expect(fieldOf(beside, label)).toHaveValue(right, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await beside.close();
}

test('what cannot be meant is said beside its field and is not stored; what can is kept', async ({
  page,
}) => {
  await goToSettings(page, 'Recognition');
  await page.getByRole('radio', { name: /On a server/ }).click();
  await expectChecked(page, ofServer);
  await page.getByRole('radio', { name: /On this computer/ }).click();
  await expectChecked(page, ofSpeech);

  await goToSettings(page, 'Performance');
  await page.getByRole('switch', { name: 'Work only between two times' }).click();
  await expectChecked(page, ofHours);
  await expect(page.getByText('Works from 21:30 to 07:15 of the next day.')).toBeVisible();
  await fieldOf(page, 'To').fill('21:30');
  await expect(page.getByText('Both are the same time: it works at any time.')).toBeVisible();
  await page.getByRole('switch', { name: 'Work only between two times' }).click();

  await goToSettings(page, 'Automation');
  await page.getByRole('button', { name: 'SRT', exact: true }).click();
  await page.getByRole('combobox', { name: 'Where' }).click();
  await page.getByRole('option', { name: 'In one folder' }).click();
  await expect(fieldOf(page, 'Folder for transcripts')).toHaveAccessibleDescription(/beside each recording/);
  await fieldOf(page, 'Folder for transcripts').fill('/srv');
  await fieldOf(page, 'Folder for transcripts').blur();
  await expectChecked(page, ofAutomation);

  await page.getByRole('button', { name: 'Watch a folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Watch a folder' });
  const folder = dialog.getByRole('textbox', { name: 'Folder', exact: true });
  for (const [wrong, said] of [
    ['Recordings', /not the whole path/],
    ['/nowhere/at/all', /There is no such folder/],
    [import.meta.filename, /is not a folder/],
  ] as const) {
    await folder.fill(wrong);
    await dialog.getByRole('button', { name: 'Watch a folder' }).click();
    await expect(folder).toHaveAccessibleDescription(said);
  }
});

test('a server is tried before a recording has to; its key is kept for the user alone and never shown', async ({
  page,
  served,
}) => {
  const replies = [
    { json: { data: [{ id: 'whisper-1' }, { id: 'other' }] } },
    { json: { data: [{ id: 'other' }] } },
    { status: 404, text: 'There is no such page' },
    { status: 401, json: { error: 'no' } },
  ];
  await using endpoint = await startEndpoint(replies);
  await goToSettings(page, 'Recognition');
  await page.getByRole('radio', { name: /On a server/ }).click();
  const server = page.getByRole('region', { name: 'Server' });
  const key = fieldOf(page, 'API key');
  await key.fill('a key');
  await expect(key).toHaveAccessibleDescription('A key has no blanks and no accents.');
  await key.fill(' sk-secret ');
  await key.press('Enter');
  await expect(server.getByRole('button', { name: 'Forget' })).toBeVisible();
  await expect(key).toHaveValue('');
  await expect(key).toHaveAccessibleDescription(
    /unencrypted in a file .* only you may read \(secrets\.json\)/,
  );
  expect((await stat(join(served.home, 'secrets.json'))).mode & 0o777).toBe(0o600);

  await fieldOf(page, 'Model').fill('whisper-1');
  await fieldOf(page, 'Address').fill(endpoint.url);
  await page.keyboard.press('Enter');
  const ask = server.getByRole('button', { name: 'Try the server' });
  await ask.click();
  await expect(server).toContainText('has the model whisper-1');
  expect(endpoint.requests[0]?.headers.authorization).toBe('Bearer sk-secret');
  await ask.click();
  await expect(server).toContainText('its list has no model whisper-1. It has other.');
  await ask.click();
  await expect(server).toContainText('The server answers. It does not tell which models it has.');
  await ask.click();
  await expect(server).toContainText('does not accept the key');
  await expectAccessible(page);

  await server.getByRole('button', { name: 'Forget' }).click();
  await expect(server).not.toContainText('does not accept the key');
  await expect(server.getByRole('button', { name: 'Forget' })).toHaveCount(0);
  await page.getByRole('radio', { name: /On this computer/ }).click();
});

test('every section of the settings can be used by everybody, in the light and in the dark', async ({
  page,
}) => {
  for (const section of [
    'General',
    'Recognition',
    'Automation',
    'Performance',
    'Keyboard',
    'Data',
    'Diagnostics',
  ]) {
    await goToSettings(page, section);
    await expectAccessible(page);
  }
});

test('how Trax looks and speaks changes at once, and stays', async ({ page }) => {
  await goToSettings(page, 'General');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('combobox', { name: 'Language of Trax' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
});
