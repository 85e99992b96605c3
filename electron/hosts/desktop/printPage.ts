import { BrowserWindow } from 'electron';
import { TraxError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/sentences.ts';
import { withPageFile } from '../pageFile.ts';

/** Prints a page to PDF in a window that nobody sees and whose scripts do not run. */
export function printPage(html: string, signal?: AbortSignal): Promise<Uint8Array> {
  return withPageFile(html, async (page) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    const close = () => window.destroy();
    signal?.addEventListener('abort', close, { once: true });
    try {
      await window.loadFile(page);
      return await window.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new TraxError('PDF_FAILED', { reason: quoted(cause) }, { cause });
    } finally {
      signal?.removeEventListener('abort', close);
      close();
    }
  });
}
