import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../../electron/core/database/database.ts';
import { storeWindow } from '../../electron/core/transcripts/storage.ts';
import type { SpokenSegment, Word } from '../../shared/transcript/segment.ts';
import { breathOf, createRandom, languageFor, wordOf } from './searchSpeech.ts';

export const segmentsInRecording = 100;
const secondsInSegment = 3;

/** Recordings that are stored at a time, as a queue with so many workers does. */
const storedAtOnce = 4;

/**
 * Stores transcribed recordings by the way that the queue takes, the segments of each in one window and one transaction, as
 * whatever brings whole transcripts does. Gives how many segments that were.
 */
export async function fillWithSpeech(database: Database, first: number, count: number): Promise<number> {
  const numbers = Array.from({ length: count }, (_, place) => first + place).values();
  const store = async () => {
    for (const number of numbers) await storeRecording(database, number);
  };
  await Promise.all(Array.from({ length: storedAtOnce }, store));
  return count * segmentsInRecording;
}

async function storeRecording(database: Database, number: number): Promise<void> {
  const random = createRandom(number);
  const language = languageFor(random);
  const em = database.orm.em.fork();
  const transcriptId = await em.transactional((tx) =>
    begin(tx, number, wordOf(language, random), language.code),
  );
  const segments = Array.from({ length: segmentsInRecording }, (_, place) =>
    segmentOf(breathOf(language, random), language.between, place * secondsInSegment, language.code),
  );
  const end = segmentsInRecording * secondsInSegment;
  const window = { start: 0, end, segments, coverage: [], discarded: [], raw: [], language: language.code };
  await em.transactional((tx) => storeWindow(tx, transcriptId, window, 1));
  await em.execute('update transcription_results set completed_at = now() where id = ?', [transcriptId]);
}

async function begin(em: EntityManager, number: number, word: string, language: string): Promise<string> {
  const [recordingId, transcriptId] = [randomUUID(), randomUUID()];
  const ago = `${(10_000 - number) * 6} minutes`;
  await em.execute(
    `insert into media_files (id, file_path, file_name, title, file_size, duration_seconds, download_status, created_at)
     values (?, ?, ?, ?, 2400000, 300, 'completed', now() - ?::interval)`,
    [recordingId, `/recordings/${number}.m4a`, `${number}.m4a`, `Interview ${number} ${word}`, ago],
  );
  await em.execute(
    `insert into transcription_results (id, media_file_id, pipeline_version, language, created_at) values (?, ?, 'v1', ?, now() - ?::interval)`,
    [transcriptId, recordingId, language, ago],
  );
  return transcriptId;
}

/** As the pipeline writes them: times on an engine's hundredths of a second, confidence in six digits. */
function segmentOf(said: readonly string[], between: string, start: number, language: string): SpokenSegment {
  const timeOf = (place: number) => start + Math.round((place * secondsInSegment * 100) / said.length) / 100;
  const words: Word[] = said.map((text, place) => ({
    text,
    start: timeOf(place),
    end: timeOf(place + 1),
    confidence: Math.round(1e6 - 30_000 / text.length) / 1e6,
  }));
  const text = `${said.join(between)}.`;
  return {
    start,
    end: start + secondsInSegment,
    text,
    words,
    confidence: 0.9,
    confidenceIsEstimated: false,
    language,
    flags: [],
  };
}
