import { createHash } from 'node:crypto';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBackups } from '../../electron/core/backups/manifest.ts';
import { fromFailure } from '../../shared/errors.ts';
import { type CoreProcess, startCoreProcess } from '../support/coreProcess.ts';
import { queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { type Endpoint, spoken, startEndpoint } from '../support/endpoint.ts';
import { sample } from '../support/fixtures.ts';
import { repeatMedia } from '../support/media.ts';
import { storeTranscript } from '../support/storedTranscript.ts';
import { createGivenLibrary, type GivenLibrary } from './faultGivenLibrary.ts';

/** A library that is hurt again and again, and where its recordings come from. */
export interface FaultLibrary {
  readonly dataFolder: string;
  readonly backups: string;
  /** The transcript that is edited, and its segments in order. */
  readonly transcriptId: string;
  readonly segmentIds: readonly string[];
  readonly endpoint: Endpoint;
  readonly given: GivenLibrary;
  /** A file that was never added before. */
  nextFile(kind: 'noise' | 'speech'): Promise<string>;
}

/** Segments of the transcript that is edited. */
const segmentCount = 40;

export async function createFaultLibrary(
  stack: AsyncDisposableStack,
  dataFolder: string,
): Promise<FaultLibrary> {
  const files = stack.use(await createDataFolder()).path;
  const talk = join(files, 'talk.wav');
  await repeatMedia(talk, sample('s01.wav'), 30);
  const endpoint = stack.use(await startEndpoint((request) => spoken(request, 'word')));
  await using core = await startCoreProcess(dataFolder, 'idle');
  await core.client.settings.update({
    engine: 'openai',
    endpointUrl: endpoint.url,
    workers: 1,
    backupEvery: 'never',
  });
  const query = <Row>(sql: string, ...params: unknown[]) => queryRows<Row>(core.url, sql, params);
  const texts = Array.from({ length: segmentCount }, (_, index) => `as the engine wrote it ${index}`);
  const { transcriptId, recordingId } = await storeTranscript({ query }, texts);
  const { size } = await stat(talk);
  await query('update media_files set file_path = $1, file_size = $2 where id = $3', talk, size, recordingId);
  const { segments } = await core.client.transcripts.segments({ transcriptId });
  const given = await createGivenLibrary(core, query, join(files, 'given'), talk);
  await core.close();
  let made = 0;
  return {
    dataFolder,
    backups: join(dataFolder, 'backups'),
    transcriptId,
    segmentIds: segments.map(({ id }) => id),
    endpoint,
    given,
    async nextFile(kind) {
      const path = join(files, `${kind} ${++made}.wav`);
      if (kind === 'speech') await copyFile(talk, path);
      else await writeFile(path, `no sound ${made}`);
      return path;
    },
  };
}

/** The moment of the newest backup that is there, after all of its files were proved; empty without any. */
export async function newestBackup({ backups }: Pick<FaultLibrary, 'backups'>): Promise<string> {
  const [newest] = await findBackups(backups);
  for (const { path, sha256 } of newest?.manifest.files ?? []) {
    const bytes = await readFile(join(newest?.path ?? '', path));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${path} is damaged`);
  }
  return newest?.manifest.finishedAt ?? '';
}

/** Waits until a backup or restoration has ended; throws why it failed. */
export async function jobEnded(core: CoreProcess): Promise<void> {
  for (;;) {
    const { job, failure } = await core.client.backups.list();
    if (job === null && failure) throw fromFailure(failure);
    if (job === null) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
