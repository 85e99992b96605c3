import { stat } from 'node:fs/promises';
import { expect } from 'vitest';
import type { CoreProcess } from '../support/coreProcess.ts';
import { queryRows } from '../support/database.ts';
import { storeTranscript } from '../support/storedTranscript.ts';

/** The export of a library, which another one takes in. */
export interface GivenLibrary {
  readonly folder: string;
  readonly recordingIds: readonly string[];
  /** What it holds, as `contentsOf` says it. */
  readonly contents: string;
}

type Query = <Row>(sql: string, ...params: unknown[]) => Promise<Row[]>;

const recordings = 40;
const segments = 60;

/** Exports recordings out of a library and takes them out of it; `talk` is the sound of all of them. */
export async function createGivenLibrary(
  core: CoreProcess,
  query: Query,
  folder: string,
  talk: string,
): Promise<GivenLibrary> {
  const texts = Array.from({ length: segments }, (_, index) => `what another library says ${index}`);
  const recordingIds: string[] = [];
  for (let recording = 0; recording < recordings; recording++)
    recordingIds.push((await storeTranscript({ query }, texts)).recordingId);
  const { size } = await stat(talk);
  await query(
    'update media_files set file_path = $1, file_size = $2 where id = any($3)',
    talk,
    size,
    recordingIds,
  );
  await core.client.portability.exportLibrary({ folder });
  const contents = await contentsOf(core.url, recordingIds);
  await query('delete from media_files where id = any($1)', recordingIds);
  return { folder, recordingIds, contents };
}

/** Takes the rest of an export in, proves that it is what was exported, and takes it out again for the next time. */
export async function expectTakenIn(
  core: CoreProcess,
  { folder, recordingIds, contents }: GivenLibrary,
): Promise<void> {
  await core.client.portability.importLibrary({ folder });
  expect(await contentsOf(core.url, recordingIds)).toBe(contents);
  await queryRows(core.url, 'delete from media_files where id = any($1)', [recordingIds]);
}

/** Rows and a sum over what they say, of recordings, transcripts and segments. */
async function contentsOf(url: string, recordingIds: readonly string[]): Promise<string> {
  const [row] = await queryRows<{ line: string }>(
    url,
    `select concat_ws(' ', count(distinct m.id), count(distinct t.id), count(*),
       md5(string_agg(row(m.id, m.file_path, t.id, t.text_content, t.segment_count, s.position, s.text, s.words)::text, ''
         order by s.id))) as line
     from media_files m left join transcription_results t on t.media_file_id = m.id
       left join transcript_segments s on s.transcript_id = t.id where m.id = any($1)`,
    [recordingIds],
  );
  return row?.line ?? '';
}
