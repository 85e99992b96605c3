import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { TraxError } from '../../shared/errors.ts';
import { quoted } from '../../shared/sentences.ts';
import { findChromium } from '../core/tools/chromium.mjs';
import { withPageFile } from './pageFile.ts';

/** A browser that has not printed a page of a thousand sheets after this time stands still. Milliseconds. */
const patience = 120_000;

/** One run that touches nothing of the person's own browser and talks to nobody. */
const flags = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-extensions',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-pdf-header-footer',
  // Chromium refuses its sandbox to root. The page is our own, without scripts and addresses.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Prints a page to PDF with the Chromium, Chrome or Edge of this computer: its fonts, its shaping of every script. */
export async function printPage(html: string, signal?: AbortSignal): Promise<Uint8Array> {
  const browser = findChromium();
  if (!browser) throw new TraxError('PDF_NEEDS_BROWSER');
  return withPageFile(html, async (page, folder) => {
    const pdf = join(folder, 'page.pdf');
    const own = [`--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${pdf}`];
    try {
      await promisify(execFile)(browser, [...flags, ...own, pathToFileURL(page).href], {
        timeout: patience,
        ...(signal && { signal }),
      });
      return await readFile(pdf);
    } catch (cause) {
      signal?.throwIfAborted();
      const { message } = cause as Error;
      throw new TraxError('PDF_FAILED', { reason: quoted(message.split('\n')[0] ?? message) }, { cause });
    }
  });
}
