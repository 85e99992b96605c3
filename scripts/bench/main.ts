import { mkdir, writeFile } from 'node:fs/promises';
import { arch, cpus, hostname, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { whisperVersion } from '../../electron/core/tools/whisper.mjs';
import packageJson from '../../package.json' with { type: 'json' };
import { root } from '../setup/run.mjs';
import { measureEditor } from './editor.ts';
import { measureExport } from './export.ts';
import { type Figure, isMet, lineOf, type Measurement } from './figure.ts';
import { measureFirstSegment } from './firstSegment.ts';
import { measureLibrary } from './library.ts';
import { measureLibraryLarge } from './libraryLarge.ts';
import { measureMemory } from './memory.ts';
import { measureOverhead } from './overhead.ts';
import { measureQueue } from './queue/queue.ts';
import { measureSafety } from './safety.ts';
import { measureSearch } from './search.ts';

const measurements: Readonly<Record<string, Measurement>> = {
  safety: measureSafety,
  overhead: measureOverhead,
  memory: measureMemory,
  'first-segment': measureFirstSegment,
  library: measureLibrary,
  search: measureSearch,
  queue: measureQueue,
  library100k: measureLibraryLarge,
  export: measureExport,
  editor: measureEditor,
};

if (process.platform !== 'linux') throw new Error('The bench reads /proc: it runs on Linux only');
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in measurements));
if (unknown) throw new Error(`There is no ${unknown}: there are ${Object.keys(measurements).join(', ')}`);

const date = new Date().toISOString();
const figures: Figure[] = [];
const load: Record<string, number[]> = {};
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  const before = loadavg()[0] ?? 0;
  const measured = await measure((line) => console.log(`     ${line}`));
  load[name] = [before, loadavg()[0] ?? 0];
  for (const figure of measured) console.log(lineOf(figure));
  figures.push(...measured);
}
await store();
process.exitCode = figures.every(isMet) ? 0 : 1;

async function store(): Promise<void> {
  const folder = join(root, 'bench-results');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${date.replaceAll(':', '-')}.json`);
  const [processor] = cpus();
  const machine = {
    name: hostname(),
    processor: processor?.model,
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()} ${arch()}`,
  };
  const versions = { trax: packageJson.version, node: process.version, 'whisper.cpp': whisperVersion };
  // Load (processes that want to run) beside the figures: wall-clock time means little when it is above the cores.
  await writeFile(path, `${JSON.stringify({ date, machine, versions, load, figures }, null, 2)}\n`);
  console.log(`\n${path}`);
}
