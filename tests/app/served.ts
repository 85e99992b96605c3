import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { createDataFolder } from '../support/dataFolder.ts';
import { sampleModel } from '../support/fixtures.ts';
import { startTrax } from '../support/trax.ts';

/** The web host, running on a library of its own. */
export interface Served {
  /** The address with the key that opens it. */
  readonly url: string;
  /** Its data folder. */
  readonly home: string;
}

/** Tests in a browser against a real server. Each file names its `library`, so that none meets what another left. */
export const test = base.extend<object, { hasModel: boolean; library: string; served: Served }>({
  hasModel: [true, { scope: 'worker', option: true }],
  library: ['', { scope: 'worker', option: true }],
  served: [
    // Playwright starts another worker, and so another server, for another value of an option.
    async ({ hasModel, library: _ }, use) => {
      await using home = await createDataFolder();
      const models = join(home.path, 'given-models');
      await mkdir(models);
      if (hasModel) await copyFile(sampleModel, join(models, basename(sampleModel)));
      const trax = startTrax(['serve', '--no-open'], {
        home: home.path,
        environment: { TRAX_MODELS_DIR: models },
      });
      try {
        const address = () => /^http:\S+/m.exec(trax.output())?.[0];
        await expect.poll(address, { timeout: 60_000, message: 'the server says where it is' }).toBeTruthy();
        await use({ url: address() ?? '', home: home.path });
      } finally {
        trax.signal('SIGINT');
        await trax.ended;
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

export { expect };

/** Picks files as a person does in the dialog of the browser, which `open` opens. */
export async function pickFiles(page: Page, paths: string[], open: () => Promise<void>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  // A key overtakes the word that the dialog is answered here, unless the page has answered something since.
  await page.evaluate('0');
  await open();
  await (await chooser).setFiles(paths);
}

/** Adds recordings with the button. */
export async function addRecordings(page: Page, ...paths: string[]): Promise<void> {
  await pickFiles(page, paths, () => page.getByRole('button', { name: 'Add', exact: true }).click());
}

/** Drops a file of the given name and bytes on the window. */
export async function dropFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const drop = await page.evaluateHandle(
    `(() => {
      const drop = new DataTransfer();
      const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (sign) => sign.charCodeAt(0));
      drop.items.add(new File([bytes], ${JSON.stringify(name)}));
      return drop;
    })()`,
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: drop });
  await expect(page.getByText('Drop to transcribe')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: drop });
}

/** The same sound as a file of its own, which is not here already: with a mark behind its end that no player reads. */
export function asAnother(sound: Buffer, mark: string): Buffer {
  return Buffer.concat([sound, Buffer.from(mark)]);
}

/** Opens another place of the page. */
export async function goTo(page: Page, place: 'Library' | 'Queue' | 'Settings'): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
}

/** Opens a section of the settings. */
export async function goToSettings(page: Page, section: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
}

/** Fails with what a person with a disability would stumble over. In the dark only the colours are others. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The colours are those of the scheme when what is under way has come to its end, and is drawn.
    await page.evaluate(`(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    })()`);
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules('color-contrast');
    // What leaves while it is looked at, like a notice, has no colours any more: what is wrong is so at a second look.
    const found = await violationsFoundBy(axe);
    expect(found.length > 0 ? await violationsFoundBy(axe) : found).toEqual([]);
  }
}

async function violationsFoundBy(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}
