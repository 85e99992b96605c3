import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';

/** What is spoken, by how often: a few words make up most of a language. */
const vocabulary = [
  ...'the of and to in a is that it was for on are as with they at be this have from or had by but some what there we can out other were all your when up use word how said an each she'.split(
    ' ',
  ),
  ...'contract interview question morning analysis delivery government recording possibility conversation'.split(
    ' ',
  ),
];
/** The word that is replaced a thousand times. */
export const replaced = 'quintessence';

/** A recording of thirteen hours with one transcript: 12,000 segments, 100,000 words, four speakers, a word in fifty doubtful. */
export async function fillTranscript(client: Client, folder: string): Promise<string> {
  const segments = 12_000;
  const seconds = 4;
  const random = randomNumbers(7);
  const rows = Array.from({ length: segments }, (_, place) => {
    // 100,000 words: eight in two of three segments, nine in the third.
    const count = place % 3 === 2 ? 9 : 8;
    const texts = Array.from(
      { length: count },
      () => vocabulary[Math.floor(random() ** 2 * vocabulary.length)] ?? 'the',
    );
    if (place % 12 === 5) texts[3] = replaced;
    const start = place * seconds;
    const words = texts.map((text, index) => ({
      text,
      start: start + index * 0.4,
      end: start + index * 0.4 + 0.35,
      confidence: random() < 0.02 ? 0.3 : 0.9,
    }));
    return {
      start,
      end: start + 3.8,
      text: texts.join(' '),
      words,
      speaker: `Speaker ${1 + (Math.floor(place / 5) % 4)}`,
    };
  });
  const duration = segments * seconds;
  const peaks = join(folder, 'peaks', 'bench.peaks');
  await writeFile(peaks, peaksOf(duration, random));
  const one = async (sql: string, params: unknown[]) =>
    String((await client.query<{ id: string }>(sql, params)).rows[0]?.id);
  const recordingId = await one(
    `insert into media_files (file_path, file_name, title, file_size, duration_seconds, download_status, peaks_path)
     values ('/recordings/long.m4a', 'long.m4a', 'A long interview', 1, $1, 'completed', $2) returning id`,
    [duration, peaks],
  );
  const transcriptId = await one(
    `insert into transcription_results (media_file_id, pipeline_version, language, completed_at, transcribed_until, word_count, segment_count)
     values ($1, 'v1', 'en', now(), $2, 100000, $3) returning id`,
    [recordingId, duration, segments],
  );
  await client.query(
    `insert into transcript_segments (transcript_id, position, start_seconds, end_seconds, speaker, text, words, confidence,
       confidence_is_estimated, language)
     select $1, place, (s ->> 'start')::float8, (s ->> 'end')::float8, s ->> 'speaker', s ->> 'text', s -> 'words', 0.9, false, 'en'
     from jsonb_array_elements($2::jsonb) with ordinality as given(s, place)`,
    [transcriptId, JSON.stringify(rows)],
  );
  await client.query('analyze');
  return recordingId;
}

/** A peaks file (see shared/formats/peaks.ts) of noise that swells and falls like speech. */
function peaksOf(duration: number, random: () => number): Uint8Array {
  const pairs = duration * 50;
  const bytes = new Uint8Array(8 + pairs * 2);
  bytes.set([0x54, 0x52, 0x58, 0x50, 1, 0, 50, 0]);
  for (let pair = 0; pair < pairs; pair++) {
    const loud = Math.floor((0.5 + 0.5 * Math.sin(pair / 9)) * (40 + 80 * random()));
    bytes[8 + 2 * pair] = 256 - loud;
    bytes[9 + 2 * pair] = loud;
  }
  return bytes;
}

/** The same numbers in every run (a linear congruential generator, constants of Numerical Recipes). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
