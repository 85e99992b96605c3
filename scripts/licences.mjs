/**
 * `npm run licences`: everything that is shipped with Trax and whose it is, into `out/THIRD-PARTY-LICENCES.txt`.
 * `npm run licences -- --check` only says what has no licence, or one that is not among those that Trax may be shipped with.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { collectLicences, findObjections, shippedPackages } from './licences/collect.mjs';
import { root } from './setup/run.mjs';

const objections = findObjections(shippedPackages());
for (const objection of objections) console.error(objection);
process.exitCode = objections.length === 0 ? 0 : 1;

if (!process.argv.includes('--check')) {
  mkdirSync(join(root, 'out'), { recursive: true });
  const file = join(root, 'out', 'THIRD-PARTY-LICENCES.txt');
  console.log(`${collectLicences(file)} packages, listed in ${file}`);
}
