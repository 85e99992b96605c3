import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { TranscribeOptions } from '../../../../shared/contract/options.ts';
import type { EngineConnection, FinishedWindow } from '../../../../shared/contract/worker.ts';
import { TraxError } from '../../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Events } from '../../events/events.ts';
import type { Log } from '../../host.ts';
import {
  beginTranscript,
  completeTranscript,
  discardTranscript,
  findUnfinished,
  storeWindow,
} from '../../transcripts/storage.ts';
import { summarise } from '../../transcripts/summary.ts';
import type { Children } from '../../workers/children.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { taskDataSchema } from '../enqueue.ts';
import { publishItem } from '../publishItem.ts';
import type { Handler, Work } from '../runner.ts';
import { readSource, type Source } from './source.ts';
import { createSpeedometer } from './speedometer.ts';

interface Needs {
  database: Database;
  events: Events;
  pool: WorkerPool;
  log: Log;
  folders: { peaks: string; playback: string };
  ffmpeg(): Promise<string>;
  /** Where the recogniser of these options is. Throws ENGINE_*, MODEL_*. */
  connect(options: Pick<TranscribeOptions, 'engine' | 'model'>): Promise<EngineConnection>;
  speechModel(): Promise<string | null>;
  children: Children;
  threads: number;
}

/** Recognises a recording window by window, each stored as it is final; goes on after the last stored one. */
export function transcribeHandler(needs: Needs): Handler {
  return async (work) => {
    const { claim, signal } = work;
    const { options } = taskDataSchema.parse(claim.data);
    const source = await readSource(needs.database, claim.recordingId);
    await work.report({ stage: 'loading', progress: 0, secondsLeft: null, speed: null });
    const connection = await needs.connect(options);
    const speechModelPath = await needs.speechModel();
    const begun = await resumeOrBegin(needs, work, options);
    const playback = makePlaybackCopy(needs, work, source);
    const { duration, isTruncated, seconds } = await recognize(needs, work, source, {
      options,
      connection,
      begun,
      speechModelPath,
    });
    await playback;
    signal.throwIfAborted();
    await work.report({ stage: 'saving', progress: 1, secondsLeft: 0, speed: null });
    return {
      result: { transcriptId: begun.transcriptId },
      async finish(em) {
        const summary = await summarise(em, begun.transcriptId, {
          isTruncated,
          usedEnergyDetector: speechModelPath === null,
        });
        await completeTranscript(em, begun.transcriptId, {
          ...summary,
          processingSeconds: seconds,
          processing: { connection: engineOf(connection), duration },
        });
        await em.execute('update media_files set duration_seconds = ?, updated_at = now() where id = ?', [
          duration,
          claim.recordingId,
        ]);
        await needs.events.publish(em, {
          type: 'segments',
          transcriptId: begun.transcriptId,
          recordingId: claim.recordingId,
        });
        await needs.events.publish(em, { type: 'recordings', ids: [claim.recordingId] });
      },
    };
  };
}

interface Begun {
  readonly transcriptId: string;
  readonly resumeAt: number;
  readonly textBefore: string;
}

async function resumeOrBegin(needs: Needs, work: Work, options: TranscribeOptions): Promise<Begun> {
  return work.commit(async (em) => {
    const unfinished = await findUnfinished(em, work.claim.id);
    if (unfinished && isDeepStrictEqual(unfinished.options, options)) {
      return {
        transcriptId: unfinished.transcriptId,
        resumeAt: unfinished.transcribedUntil,
        textBefore: unfinished.textBefore,
      };
    }
    if (unfinished) await discardTranscript(em, unfinished.transcriptId);
    const transcriptId = await beginTranscript(em, work.claim, options);
    await needs.events.publish(em, { type: 'recordings', ids: [work.claim.recordingId] });
    return { transcriptId, resumeAt: 0, textBefore: '' };
  });
}

async function recognize(
  needs: Needs,
  work: Work,
  source: Source,
  wish: {
    options: TranscribeOptions;
    connection: EngineConnection;
    begun: Begun;
    speechModelPath: string | null;
  },
) {
  const { info } = source;
  const { begun, ...recognition } = wish;
  if (!info || info.chosenTrack === null) throw new TraxError('NO_AUDIO_STREAM', { path: source.path });
  const job = {
    path: source.path,
    ffmpegPath: await needs.ffmpeg(),
    track: info.chosenTrack,
    duration: info.duration,
    resumeAt: begun.resumeAt,
    textBefore: begun.textBefore,
    ...recognition,
    threads: needs.threads,
    peaksPath: join(needs.folders.peaks, `${work.claim.recordingId}.peaks`),
  };
  const speedometer = createSpeedometer(info.duration, begun.resumeAt);
  const startedAt = performance.now();
  return needs.pool.use(async (worker, pid) => {
    for await (const event of await worker.transcribe(job, { signal: work.signal })) {
      if (event.type === 'stage') {
        if (event.stage === 'recognizing') speedometer.start();
        await work.report({ stage: event.stage, ...speedometer.read() });
      } else if (event.type === 'window') {
        speedometer.reach(event.window.end);
        await keepWindow(needs, work, begun.transcriptId, event.window, speedometer.read());
      } else if (event.type === 'process') {
        if (event.pid === null) await needs.children.ended(pid, event.description);
        else await needs.children.started({ pid: event.pid, worker: pid, description: event.description });
      } else {
        await notePeaks(needs, work, job.peaksPath);
        return { ...event, seconds: (performance.now() - startedAt) / 1000 };
      }
    }
    work.signal.throwIfAborted();
    throw new TraxError('WORKER_CRASHED', { reason: 'it ended without a result' });
  });
}

/** Stores a window together with the progress that it means: both or neither. */
async function keepWindow(
  needs: Needs,
  { claim, commit }: Work,
  transcriptId: string,
  window: FinishedWindow,
  reading: { progress: number; secondsLeft: number | null; speed: number | null },
) {
  await commit(async (em) => {
    await storeWindow(em, transcriptId, window);
    // A step forward shows that the item can make progress: earlier crashes no longer count against it.
    await em.execute(
      `update batch_items set stage = 'recognizing', progress = ?, seconds_left = ?, speed = ?, retry_count = 0, updated_at = now()
       where id = ?`,
      [reading.progress, reading.secondsLeft, reading.speed, claim.id],
    );
    await publishItem(em, needs.events, claim.id);
    await needs.events.publish(em, { type: 'segments', transcriptId, recordingId: claim.recordingId });
  });
}

async function notePeaks(needs: Needs, work: Work, peaksPath: string) {
  await needs.database.orm.em
    .fork()
    .execute('update media_files set peaks_path = ? where id = ?', [peaksPath, work.claim.recordingId]);
}

/** Makes what Chromium cannot play audible, beside the transcription. Its failure is logged: the text matters more. */
async function makePlaybackCopy(needs: Needs, work: Work, source: Source): Promise<void> {
  const { info } = source;
  if (!info || info.isPlayable || info.chosenTrack === null || source.playbackPath) return;
  const outputPath = join(needs.folders.playback, `${work.claim.recordingId}.m4a`);
  const { path } = source;
  const track = info.chosenTrack;
  try {
    const ffmpegPath = await needs.ffmpeg();
    await needs.pool.use((worker) =>
      worker.makePlaybackCopy({ path, ffmpegPath, track, outputPath }, { signal: work.signal }),
    );
    await work.commit(async (em) => {
      await em.execute('update media_files set playback_path = ? where id = ?', [
        outputPath,
        work.claim.recordingId,
      ]);
      await needs.events.publish(em, { type: 'recordings', ids: [work.claim.recordingId] });
    });
  } catch (error) {
    if (!work.signal.aborted) needs.log.error('No playback copy could be made', error);
  }
}

/** What of a connection may be kept: never the key. */
function engineOf(connection: EngineConnection) {
  return connection.engine === 'openai'
    ? { engine: connection.engine, baseUrl: connection.baseUrl, model: connection.model }
    : { engine: connection.engine, model: connection.modelPath };
}
