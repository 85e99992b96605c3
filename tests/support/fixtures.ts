import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The absolute path of a bundled sample: a recording, a reference text or the tiny model. */
export function sample(name: string): string {
  return join(root, 'resources', 'sample', name);
}

/** The tiny English model that knows the words of `wordlist.txt` and nothing else. */
export const sampleModel = sample('ggml-trax-test.en.bin');

const shared = resolve(root, process.env.TRAX_SHARED_FIXTURES ?? '../shared/fixtures');

/** The folder of further fixtures beside the checkout, or null where there is none. */
export const sharedFixtures = existsSync(shared) ? shared : null;
