import { defineConfig } from 'vitest/config';

/** One project for each folder of `tests/README.md` that runs in plain Node. */
function project(name: string, options: { seconds: number; heavy?: boolean; database?: boolean }) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      testTimeout: options.seconds * 1000,
      // A loaded computer is slow, not wrong: what a test waits for has half of its time to come.
      expect: { poll: { timeout: options.seconds * 500 } },
      hookTimeout: Math.max(options.seconds, 60) * 1000,
      // Two at a time: each starts databases and workers that share out all cores among themselves.
      ...(options.heavy && { maxWorkers: 2 }),
      globalSetup: options.database ? ['tests/support/globalSetup.ts'] : [],
      sequence: { groupOrder: options.heavy ? 1 : 0 },
    },
  };
}

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      project('unit', { seconds: 20 }),
      project('desktop', { seconds: 30 }),
      project('core', { seconds: 90, heavy: true, database: true }),
      project('workers', { seconds: 120, heavy: true }),
      project('upgrade', { seconds: 120, heavy: true, database: true }),
    ],
  },
});
