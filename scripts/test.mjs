/**
 * `npm test`: everything that runs in Node, then the page in a real browser, then, where Electron is, the application. The last
 * line counts. `npm test -- tests/unit` gives Vitest what to look at and leaves the browser out.
 */
import { findChromium } from '../electron/core/tools/chromium.mjs';
import { bringUpToDate } from './build/bundles.mjs';
import { add, line, none } from './test/counts.mjs';
import { electronCommand } from './test/display.mjs';
import { announceSkipped, inPlaywright, inVitest } from './test/runners.mjs';

const given = process.argv.slice(2);
await bringUpToDate();
let counts = add(none, await inVitest(given));

if (given.length === 0) {
  // Under CI the pages have to be looked at: without a browser Playwright fails and says so.
  counts = add(
    counts,
    findChromium() || process.env.CI
      ? await inPlaywright('app')
      : await announceSkipped('app', 'there is no Chromium'),
  );
  const { wrapper, missing } = electronCommand();
  counts = add(
    counts,
    missing === null
      ? await inPlaywright('desktop-e2e', wrapper)
      : await announceSkipped('desktop-e2e', missing),
  );
}

process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
console.log(line(counts));
