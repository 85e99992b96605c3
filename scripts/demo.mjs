/** `npm run demo`: a bundled recording, written down by the bundled model through Trax's own command line, in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInForeground } from './foreground.mjs';
import { root } from './setup/run.mjs';

const sample = join(root, 'resources', 'sample');
const home = mkdtempSync(join(tmpdir(), 'trax-demo-'));

try {
  for (const format of ['txt', 'srt']) {
    console.log(`\n--- meeting2.wav as ${format} ---\n`);
    const model = join(sample, 'ggml-trax-test.en.bin');
    const args = [
      'transcribe',
      join(sample, 'meeting2.wav'),
      '--model',
      model,
      '--format',
      format,
      '--out',
      '-',
    ];
    const exitCode = await runInForeground(process.execPath, [join(root, 'bin', 'trax.mjs'), ...args], {
      TRAX_HOME: home,
    });
    if (exitCode !== 0) break;
  }
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
