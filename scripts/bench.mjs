/** `npm run bench`: the figures that Trax promises, measured on what is built. `npm run bench -- overhead memory` measures some. */
import { bringUpToDate } from './build/bundles.mjs';

await bringUpToDate();
await import('./bench/main.ts');
