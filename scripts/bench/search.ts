import { createCore } from '../../electron/core/core.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { type Figure, type Measurement, median, round } from './figure.ts';
import { createHome } from './home.ts';
import { fillWithSpeech, segmentsInRecording } from './searchFill.ts';
import { mix } from './searchQueries.ts';

/** `TRAX_BENCH_RECORDINGS` makes a smaller library, to try things out. */
const recordings = Number(process.env.TRAX_BENCH_RECORDINGS ?? 10_000);
/** Milliseconds for a segment: 7,000 a second. */
const mostForSegment = 1 / 7;
/** Each query is asked so often; the first time it may have to read from the disk. */
const rounds = 5;
/** A folder for the library that is kept, and used again where it holds one: to measure searching many times. */
const kept = process.env.TRAX_BENCH_LIBRARY;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** How fast is found what is said in a large library, and what it costs to be able to. */
export const measureSearch: Measurement = async (say) => {
  await using home = await createHome(kept);
  return [...(await fill(home.path, say)), ...(await ask(home.path, say))];
};

async function fill(dataFolder: string, say: (line: string) => void): Promise<Figure[]> {
  await using database = await openDatabase({ dataFolder, log });
  const [there] = await database.orm.em
    .fork()
    .execute<{ count: number }[]>('select count(*)::int as count from media_files');
  if (there?.count === recordings) return [];
  const begun = performance.now();
  for (let first = 0; first < recordings; first += 500) {
    await fillWithSpeech(database, first, Math.min(500, recordings - first));
    const seconds = (performance.now() - begun) / 1000;
    const done = Math.min(recordings, first + 500) * segmentsInRecording;
    say(`${done} segments in ${Math.round(seconds)} s, ${Math.round(done / seconds)} a second`);
  }
  // What the last ones left to be brought in belongs to it.
  await database.orm.em.fork().execute('select settle_search_words()');
  const seconds = (performance.now() - begun) / 1000;
  const segments = recordings * segmentsInRecording;
  const sizes = await database.orm.em.fork().execute<{ name: string; megabytes: number }[]>(
    `select name, round(pg_total_relation_size(name::regclass) / 1e6)::int as megabytes
     from unnest('{transcript_segments,ix_transcript_segments_terms,search_words}'::text[]) name`,
  );
  const [column] = await database.orm.em
    .fork()
    .execute<{ megabytes: number }[]>(
      'select round(sum(pg_column_size(terms)) / 1e6)::int as megabytes from transcript_segments',
    );
  const storing: Figure = {
    name: `storing a segment, search index included, ${segments} of them, a recording of ${segmentsInRecording} at a time`,
    value: (seconds * 1000) / segments,
    unit: 'milliseconds',
    limit: mostForSegment,
    details: {
      segmentsASecond: Math.round(segments / seconds),
      seconds: Math.round(seconds),
      megabytes: {
        ...Object.fromEntries(sizes.map(({ name, megabytes }) => [name, megabytes])),
        terms: column?.megabytes,
      },
    },
  };
  return [storing];
}

async function ask(dataFolder: string, say: (line: string) => void): Promise<Figure[]> {
  await using core = await createCore(createNodeHost({ name: 'cli', dataFolder }), { runsQueue: false });
  const figures: Figure[] = [];
  for (const { kind, limit, queries } of mix) {
    const times: { query: string; milliseconds: number }[] = [];
    for (let number = 0; number <= rounds; number++) {
      for (const query of queries) {
        const begun = performance.now();
        await core.client.search.find({ query });
        if (number > 0) times.push({ query, milliseconds: round(performance.now() - begun) });
      }
    }
    const sorted = times.toSorted((one, other) => one.milliseconds - other.milliseconds);
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1]?.milliseconds ?? Number.NaN;
    say(
      `${kind}: the slowest were ${sorted
        .slice(-3)
        .map(({ query, milliseconds }) => `${query} (${milliseconds})`)
        .join(', ')}`,
    );
    figures.push({
      name: `first page of a search for ${kind}, 95th percentile`,
      value: p95,
      unit: 'milliseconds',
      limit,
      details: {
        median: median(sorted.map(({ milliseconds }) => milliseconds)),
        slowest: sorted.at(-1),
        queries,
      },
    });
  }
  return figures;
}
