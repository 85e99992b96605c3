/** `npm run build`: the page, the desktop application's programs, the worker and the command line, into `out/`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build/bundles.mjs';
import { root } from './setup/run.mjs';

rmSync(join(root, 'out'), { recursive: true, force: true });
await build();
