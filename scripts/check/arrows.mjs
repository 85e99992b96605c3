/** Fails on an import that goes the wrong way through the tree. The rules are those of CONTRIBUTING.md. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/run.mjs';
import { importsOf } from './imports.mjs';
import { objectionTo } from './rules.mjs';

const files = globSync('{electron,renderer,shared,migrations,scripts,bin,tests}/**/*.{ts,tsx,mjs}', {
  cwd: root,
});
let wrong = 0;

for (const file of files.map((name) => name.replaceAll('\\', '/'))) {
  for (const { specifier, line } of importsOf(file, readFileSync(join(root, file), 'utf8'))) {
    const objection = objectionTo(file, specifier);
    if (!objection) continue;
    console.error(`${file}:${line} imports ${specifier}: ${objection}`);
    wrong++;
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
