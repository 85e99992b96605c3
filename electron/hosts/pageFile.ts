import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lends a folder of its own with a page in it, since a browser takes a large page only from a file. */
export async function withPageFile<Result>(
  html: string,
  use: (page: string, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'trax-print-'));
  try {
    const page = join(folder, 'page.html');
    await writeFile(page, html);
    return await use(page, folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
