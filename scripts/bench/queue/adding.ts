import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Measurement, median, round } from '../figure.ts';
import { openCore } from './openCore.ts';

const count = 10_000;
/** Seconds. */
const most = 3;
const rounds = 3;

/** A folder of so many files that have not been there before, each of its own size as recordings are. */
async function makeFiles(folder: string, smallest: number): Promise<void> {
  await mkdir(folder);
  for (let from = 0; from < count; from += 500) {
    const some = Array.from({ length: 500 }, (_, index) => from + index);
    await Promise.all(
      some.map((n) => writeFile(join(folder, `${n}.wav`), Buffer.alloc(smallest + n, `${n} `))),
    );
  }
}

/** Adding a large folder: looking through it, comparing with what is here, and storing rows. */
export const measureAdding: Measurement = async (say) => {
  const runs: { add: number; compare: number }[] = [];
  await using bench = await openCore();
  for (let each = 1; each <= rounds; each++) {
    const folder = join(bench.folder, `recordings ${each}`);
    await makeFiles(folder, count * each);
    const { client } = bench.core;
    const begun = performance.now();
    for await (const _ of await client.ingest.compare({ paths: [folder] }));
    const compared = performance.now();
    await client.library.add({ paths: [folder] });
    const added = performance.now();
    runs.push({ compare: round((compared - begun) / 1000), add: round((added - compared) / 1000) });
    say(`adding ${count} files, round ${each}: ${JSON.stringify(runs.at(-1))}`);
  }
  return [
    {
      name: `adding a folder of ${count} files (rows, before hashing)`,
      value: median(runs.map(({ add }) => add)),
      unit: 'seconds',
      limit: most,
      details: {
        rounds: runs,
        compare: 'seconds that the page compares with what is here before, of other sizes',
      },
    },
  ];
};
