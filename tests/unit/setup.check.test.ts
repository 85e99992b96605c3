import { expect, test } from 'vitest';
import { importsOf } from '../../scripts/check/imports.mjs';
import { objectionTo } from '../../scripts/check/rules.mjs';
import { add, counted, fromPlaywright, fromVitest, line, none } from '../../scripts/test/counts.mjs';

test.each([
  ['shared/status.ts', '../electron/core/host.ts'],
  ['shared/status.ts', 'node:fs'],
  ['shared/status.ts', 'react'],
  ['renderer/main.tsx', '../electron/core/core.ts'],
  ['renderer/main.tsx', 'node:path'],
  ['renderer/main.tsx', 'electron'],
  ['electron/core/core.ts', '../hosts/node.ts'],
  ['electron/core/core.ts', '../workers/entry.ts'],
  ['electron/core/core.ts', '../../renderer/host.ts'],
  ['electron/core/core.ts', 'electron'],
  ['electron/workers/entry.ts', '../core/core.ts'],
  ['electron/hosts/web/serve.ts', 'electron'],
  ['electron/hosts/web/serve.ts', '../desktop/window.ts'],
  ['electron/hosts/cli/main.ts', '../desktop/window.ts'],
  ['electron/hosts/node.ts', './web/serve.ts'],
  ['electron/core/tools/places.mjs', '../../../shared/errors.ts'],
  ['electron/core/tools/places.mjs', 'zod'],
  ['migrations/001.ts', '../electron/core/core.ts'],
])('%s may not import %s', (file, specifier) => {
  expect(objectionTo(file, specifier)).toMatch(/may import|does without/);
});

test.each([
  ['shared/status.ts', './errors.ts'],
  ['shared/status.ts', 'zod'],
  ['renderer/main.tsx', '../shared/status.ts'],
  ['renderer/main.tsx', 'react'],
  ['electron/core/core.ts', '../../shared/status.ts'],
  ['electron/core/core.ts', '../../migrations/migrations.ts'],
  ['electron/core/core.ts', './tools/ffmpeg.mjs'],
  ['electron/core/core.ts', 'node:fs'],
  ['electron/hosts/cli/main.ts', '../../core/core.ts'],
  ['electron/hosts/cli/main.ts', '../web/serve.ts'],
  ['electron/hosts/desktop/main.ts', 'electron'],
  ['electron/hosts/desktop/main.ts', '../node.ts'],
  ['tests/core/library.test.ts', '../../electron/core/core.ts'],
])('%s may import %s', (file, specifier) => {
  expect(objectionTo(file, specifier)).toBeNull();
});

test('every way of naming another file is seen, types too, with its line', () => {
  const code = [
    "import type { A } from './a.ts';",
    "export * from './b.ts';",
    "export { c } from './c.ts';",
    "const d = await import('./d.ts');",
    "type E = import('./e.ts').E;",
    "// import './comment.ts'",
    'export const text = "import \'./text.ts\'";',
  ].join('\n');
  const found = importsOf('x.ts', code).map(({ specifier, line: at }) => `${at} ${specifier}`);
  expect(found.sort()).toEqual(['1 ./a.ts', '2 ./b.ts', '3 ./c.ts', '4 ./d.ts', '5 ./e.ts']);
});

test('a file that cannot be read as code is an error, not a file without imports', () => {
  expect(() => importsOf('x.ts', 'import {')).toThrow('x.ts');
});

test('the counts of the runners are added up and said in one line', () => {
  const vitest = fromVitest({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  const playwright = fromPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 4 } });
  expect(line([vitest, playwright].reduce(add, none))).toBe('9 passed, 1 failed, 7 skipped');
});

test('a runner that ends badly without a failed test, or leaves no report, has failed once', () => {
  expect(counted({ passed: 3, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(counted(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(counted({ passed: 3, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 });
});
