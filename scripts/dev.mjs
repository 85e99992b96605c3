/**
 * `npm run dev`: the page from Vite, which swaps what changes while it is open, in front of a core that is started anew when
 * its sources change; the page reconnects by itself. Data lies in `.trax/` of the checkout unless TRAX_HOME says otherwise.
 */
import { join } from 'node:path';
import { createServer } from 'vite';
import { keepCoreRunning } from './dev/core.mjs';
import { proxyTo } from './dev/proxy.mjs';
import { root } from './setup/run.mjs';

const core = await keepCoreRunning(process.env.TRAX_HOME ?? join(root, '.trax'));
const page = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { proxy: { '^/(rpc|media|peaks|upload)': proxyTo(core) } },
});
await page.listen();
page.printUrls();

let closing = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, async () => {
    if (closing) return;
    closing = true;
    await Promise.all([page.close(), core.stop()]);
    process.exit(0);
  });
}
