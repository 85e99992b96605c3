/**
 * Makes a fresh checkout ready, and does nothing when it is. Runs before every script of package.json, on any Node >= 20,
 * with nothing installed. Only two things can fail it: no packages and no Node 24. Every other program that cannot be had is
 * named in one sentence, and whoever needs it says so again.
 *
 *   node scripts/setup.mjs             packages, Node 24, the recogniser, ffmpeg
 *   node scripts/setup.mjs --tests     and a Chromium, and the prebuilt recogniser
 *   node scripts/setup.mjs --desktop   and Electron's runtime
 *   node scripts/setup.mjs --again     tries what failed today once more
 */
import { chromium } from './setup/chromium.mjs';
import { electron } from './setup/electron.mjs';
import { ffmpeg } from './setup/ffmpeg.mjs';
import { withLock } from './setup/lock.mjs';
import { installPackages, packagesAreInstalled } from './setup/packages.mjs';
import { fallback, recognizer } from './setup/recognizer.mjs';
import { say } from './setup/say.mjs';
import { forgetFailures, isPossible, provide } from './setup/tool.mjs';

const tests = process.argv.includes('--tests');
const desktop = process.argv.includes('--desktop');
if (process.argv.includes('--again')) forgetFailures();
const tools = [ffmpeg, recognizer, ...(tests ? [chromium, fallback] : []), ...(desktop ? [electron] : [])];

const ready = () => packagesAreInstalled() && !tools.some(isPossible);

try {
  if (!ready()) {
    await withLock(async () => {
      if (!packagesAreInstalled()) await installPackages();
      for (const tool of tools.filter(isPossible)) await provide(tool);
    });
  }
  for (const tool of tools) if (!tool.isThere() && tool.advice) say(tool.advice());
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
