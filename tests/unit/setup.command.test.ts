import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { outerNode, root, run } from '../../scripts/setup/run.mjs';

test('the command starts on the Node that the person has, which hands over to the one that Trax runs on', async () => {
  const printed = await run(outerNode(), [join(root, 'bin/trax.mjs'), '--version']);
  expect(printed.trim()).toBe(packageJson.version);
});
