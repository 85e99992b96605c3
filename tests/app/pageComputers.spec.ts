import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Client } from 'pg';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample } from '../support/fixtures.ts';
import { startTrax } from '../support/trax.ts';
import { addRecordings, test as base, expect, expectAccessible, goTo, goToSettings } from './served.ts';

/** A library on a server that other computers reach as well. */
const test = base.extend<{ shared: { url: string; database: Client } }>({
  shared: async ({ browserName: _ }, use) => {
    await using home = await createDataFolder();
    await using data = await createDataFolder();
    const server = startTrax(['database'], { home: home.path });
    const addressOf = async (trax: typeof server, scheme: RegExp) => {
      const address = () => scheme.exec(trax.output())?.[0];
      await expect.poll(address, { timeout: 60_000 }).toBeTruthy();
      return address() ?? '';
    };
    const databaseUrl = await addressOf(server, /^postgres\S+/m);
    const trax = startTrax(['serve', '--no-open'], {
      home: data.path,
      environment: { DATABASE_URL: databaseUrl },
    });
    const database = new Client({ connectionString: databaseUrl });
    try {
      const url = await addressOf(trax, /^http:\S+/m);
      await database.connect();
      await use({ url, database });
    } finally {
      await database.end();
      for (const program of [trax, server]) {
        program.signal('SIGINT');
        await program.ended;
      }
    }
  },
});
test.use({ library: 'pageComputers' });

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

test('the hours of work and "after this one" hold the queue, which says so and can go on; its end is told once', async ({
  page,
  context,
  served,
}) => {
  await context.grantPermissions(['notifications'], { origin: new URL(served.url).origin });
  // The browser's own window for them is nobody's to look at: they are noted on their way there. The person looks elsewhere.
  await page.addInitScript(`
    window.told = [];
    window.Notification = class extends window.Notification {
      constructor(title, options) { super(title, options); window.told.push([title, options.body]); }
    };
    document.hasFocus = () => false;
  `);
  await page.goto(served.url);
  await goToSettings(page, 'Performance');
  // A time of the day that is neither now nor near it.
  const now = new Date().getHours() * 60 + new Date().getMinutes();
  const [from, to] = [clock(now + 8 * 60), clock(now + 9 * 60)];
  await page.getByRole('switch', { name: 'Work only between two times' }).click();
  await page.getByLabel('From').fill(from);
  await page.getByLabel('To', { exact: true }).fill(to);
  await expectAccessible(page);
  await goTo(page, 'Library');
  await addRecordings(page, sample('s01.wav'));
  await goTo(page, 'Queue');
  const hold = page.getByRole('status').filter({ hasText: 'Trax works between' });
  await expect(hold).toContainText(`Trax works between ${from} and ${to}`);
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('Waiting');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Stop after this one' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stop after this one' })).toHaveCount(0);
  await hold.getByRole('button', { name: 'Work now' }).focus();
  await page.keyboard.press('Enter');
  const stopped = page.getByRole('status').filter({ hasText: 'Nothing new is begun until you go on' });
  await expect(stopped).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate('window.told')).toEqual([]);
  await stopped.getByRole('button', { name: 'Go on' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 1 recording')).toBeVisible();
  await expect.poll(() => page.evaluate('window.told.length')).toBe(1);
  await page.reload();
  await expect(page.getByText('1 of 1 recording')).toBeVisible();
  expect(await page.evaluate('window.told')).toEqual([]);
});

test('who works on the library is seen, and at which port recordings can be fetched', async ({
  page,
  shared,
}) => {
  await shared.database.query(`insert into computers (id, name) values ('other', 'The laptop')`);
  await shared.database.query(
    `insert into cores (owner, computer_id, version, is_home, places, hold, seen_at)
     values ('other/1/x', 'other', '1', false, 2, '{"reason":"battery"}', now() + interval '1 day')`,
  );
  await page.goto(shared.url);
  await goToSettings(page, 'Performance');
  const computers = page.getByRole('region', { name: 'Computers' });
  await expect(computers.getByRole('listitem').filter({ hasText: 'The laptop' })).toContainText(
    'Paused on battery',
  );
  await expect(computers.getByRole('listitem').filter({ hasText: 'this computer' })).toContainText(
    'Waits for work',
  );
  await computers.getByRole('switch', { name: 'Let other computers fetch recordings' }).click();
  const port = computers.getByRole('textbox', { name: 'Port' });
  await expect(port).toHaveAccessibleDescription(/can be fetched at port \d+/);
  await expectAccessible(page);

  await port.fill('80');
  await expect(port).toHaveAccessibleDescription(/a number from 1024 to 65535/);
  const other = createServer().listen(0);
  await once(other, 'listening');
  const taken = (other.address() as AddressInfo).port;
  await port.fill(String(taken));
  await port.press('Enter');
  await expect(port).toHaveAccessibleDescription(new RegExp(`Port ${taken} of this computer is taken`));
  await expectAccessible(page);
  other.close();
  await expect(port).toHaveAccessibleDescription(new RegExp(`can be fetched at port ${taken}`));
});
