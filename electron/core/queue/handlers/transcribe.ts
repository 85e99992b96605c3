import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { TranscribeOptions } from '../../../../shared/contract/options.ts';
import type {
  EngineConnection,
  FinishedWindow,
  TranscribeEvent,
  TranscribeJob,
} from '../../../../shared/contract/worker.ts';
import { withoutPassword } from '../../../../shared/endpointAddress.ts';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import type { MediaAccess, ReachedFile } from '../../computers/mediaAccess.ts';
import type { Database } from '../../database/database.ts';
import type { Events } from '../../events/events.ts';
import type { Log, WorkerProcess } from '../../host.ts';
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
import type { Outcome } from '../completions.ts';
import type { Endpoints } from '../endpoints.ts';
import { taskDataSchema } from '../enqueue.ts';
import type { Handler, Work } from '../runner.ts';
import { makePlaybackCopy } from './playback.ts';
import { sendBack } from './sendBack.ts';
import { keepInfo, readSource, type Source, wasReplaced } from './source.ts';
import { createSpeedometer, type Reading, type Speedometer } from './speedometer.ts';
import { bearableOptions, type StepDownNeeds, stepDown } from './stepDown.ts';

/** What the handler needs of the core. */
export interface TranscribeNeeds extends StepDownNeeds {
  readonly database: Database;
  readonly events: Events;
  readonly pool: WorkerPool;
  readonly children: Children;
  readonly media: MediaAccess;
  readonly endpoints: Endpoints;
  readonly log: Log;
  readonly folders: { readonly peaks: string; readonly playback: string; readonly cache: string };
  ffmpeg(): Promise<string>;
  /** How the recogniser of these options is reached. Throws ENGINE_*, MODEL_*. */
  connect(options: Pick<TranscribeOptions, 'engine' | 'model'>): Promise<EngineConnection>;
  speechModel(): Promise<string | null>;
}

/** Recognises a recording window by window, each stored as it is final; goes on after the last stored one. */
export function transcribeHandler(needs: TranscribeNeeds): Handler {
  return async (work) => {
    const { options: wished } = taskDataSchema.parse(work.claim.data);
    const options = await bearableOptions(needs, work, wished);
    try {
      return await transcribe(needs, work, options);
    } catch (error) {
      throw work.signal.aborted ? error : await stepDown(needs, work, options, error);
    }
  };
}

async function transcribe(needs: TranscribeNeeds, work: Work, options: TranscribeOptions): Promise<Outcome> {
  const { recordingId } = work.claim;
  const source = await currentSource(needs, work);
  const { info } = source;
  if (!info || info.chosenTrack === null) throw new TraxError('NO_AUDIO_STREAM', { path: source.path });
  const connection = await needs.connect(options);
  await keepAway(needs, connection);
  const begun = await resumeOrBegin(needs, work, options);
  const speedometer = createSpeedometer(info.duration, begun.resumeAt);
  await work.report({ stage: 'loading', ...speedometer.read() });
  const made = source.isHere ? needs.folders : { peaks: needs.folders.cache, playback: needs.folders.cache };
  const job: TranscribeJob = {
    path: source.path,
    ffmpegPath: await needs.ffmpeg(),
    track: info.chosenTrack,
    duration: info.duration,
    resumeAt: begun.resumeAt,
    textBefore: begun.textBefore,
    options,
    connection,
    speechModelPath: await needs.speechModel(),
    threads: work.claim.threads,
    peaksPath: join(made.peaks, `${recordingId}.peaks`),
  };
  const finished = await needs.pool.use(async (worker, process) => {
    const stop = new AbortController();
    const ending = AbortSignal.any([work.signal, stop.signal]);
    const playback = makePlaybackCopy(needs, work, worker, source, made.playback, ending);
    try {
      const events = await worker.transcribe(job, { signal: work.signal });
      const run = { speedometer, process, connection, transcriptId: begun.transcriptId };
      return await follow(needs, work, events, run);
    } catch (error) {
      stop.abort();
      throw error;
    } finally {
      await playback;
    }
  });
  await work.report({ stage: 'saving', progress: 1, secondsLeft: 0, speed: null });
  if (!source.isHere) await sendBack(work, 'peaks', job.peaksPath);
  return {
    result: { transcriptId: begun.transcriptId },
    async finish(em) {
      const { duration, isTruncated } = finished;
      const usedEnergyDetector = job.speechModelPath === null;
      const summary = await summarise(em, begun.transcriptId, { isTruncated, usedEnergyDetector });
      const processing = { ...describeEngine(connection), threads: job.threads, duration };
      await completeTranscript(em, begun.transcriptId, { ...summary, processing });
      await em.execute('update media_files set duration_seconds = ?, updated_at = now() where id = ?', [
        duration,
        recordingId,
      ]);
      if (source.isHere)
        await em.execute('update media_files set peaks_path = ? where id = ?', [job.peaksPath, recordingId]);
      await source.done();
    },
    news: [
      { type: 'segments', transcriptId: begun.transcriptId, recordingId },
      { type: 'recordings', ids: [recordingId] },
      ...(source.isHere ? [] : [{ type: 'computers' as const }]),
    ],
  };
}

/** Throws ENDPOINT_BUSY while the endpoint of a connection has asked to be left alone, by whichever recording's request. */
async function keepAway({ endpoints }: TranscribeNeeds, connection: EngineConnection): Promise<void> {
  if (connection.engine !== 'openai') return;
  const wait = await endpoints.waitOf(withoutPassword(connection.baseUrl));
  if (wait > 0) throw busy(connection.baseUrl, wait);
}

function busy(baseUrl: string, retryAfter: number): TraxError {
  return new TraxError('ENDPOINT_BUSY', { url: withoutPassword(baseUrl), retryAfter });
}

/**
 * The file as it is now. One that was replaced since it was preprocessed is probed again, and what was stored of the
 * other one is dropped: a transcript never joins two recordings.
 */
async function currentSource(
  { database, events, pool, media, ffmpeg }: TranscribeNeeds,
  work: Work,
): Promise<ReachedSource> {
  const { recordingId, id } = work.claim;
  const known = await readSource(database, recordingId);
  const source = { ...known, ...(await media.reach(recordingId, known, work.signal)) };
  if (!source.isHere || !(await wasReplaced(source))) return source;
  const job = { path: source.path, ffmpegPath: await ffmpeg() };
  const info = await pool.use((worker) => worker.preprocess(job, { signal: work.signal }));
  await work.commit(async (em) => {
    await keepInfo(em, recordingId, info);
    const unfinished = await findUnfinished(em, id);
    if (unfinished) await discardTranscript(em, unfinished.transcriptId);
    await events.publish(em, { type: 'recordings', ids: [recordingId] });
  });
  return { ...source, ...(await readSource(database, recordingId)) };
}

/** A recording's file as it is known, and as this computer reads it. */
type ReachedSource = Source & ReachedFile;

interface Begun {
  readonly transcriptId: string;
  /** Seconds that are stored already. */
  readonly resumeAt: number;
  readonly textBefore: string;
}

/** Goes on with what an earlier try stored, or begins anew where there is nothing or it was made with other options. */
async function resumeOrBegin(
  { events }: TranscribeNeeds,
  { claim, commit }: Work,
  options: TranscribeOptions,
): Promise<Begun> {
  return commit(async (em) => {
    const unfinished = await findUnfinished(em, claim.id);
    if (unfinished && isDeepStrictEqual(unfinished.options, options)) {
      return { ...unfinished, resumeAt: unfinished.transcribedUntil };
    }
    if (unfinished) await discardTranscript(em, unfinished.transcriptId);
    const transcriptId = await beginTranscript(em, claim, options);
    await events.publish(em, { type: 'recordings', ids: [claim.recordingId] });
    return { transcriptId, resumeAt: 0, textBefore: '' };
  });
}

/** Stores what the worker tells, as it tells it, until it is finished. */
async function follow(
  needs: TranscribeNeeds,
  work: Work,
  events: AsyncIterable<TranscribeEvent>,
  run: {
    speedometer: Speedometer;
    process: WorkerProcess;
    connection: EngineConnection;
    transcriptId: string;
  },
) {
  const { speedometer, process, connection, transcriptId } = run;
  let since = performance.now();
  /** Seconds for which the endpoint wishes to be left alone, as whoever asked it last was told. */
  let wait = 0;
  for await (const event of events) {
    switch (event.type) {
      case 'process':
        if (event.pid === null) await needs.children.ended(process.pid, event.description);
        else
          await needs.children.started({
            pid: event.pid,
            worker: process.pid,
            description: event.description,
          });
        break;
      case 'stage':
        if (event.stage === 'recognizing') speedometer.start();
        await work.report({ stage: event.stage, ...speedometer.read() });
        break;
      case 'window':
        speedometer.reach(event.window.end);
        await keepWindow(work, transcriptId, {
          window: event.window,
          seconds: (performance.now() - since) / 1000,
          reading: speedometer.read(),
        });
        since = performance.now();
        if (wait > 0 && connection.engine === 'openai') throw busy(connection.baseUrl, wait);
        break;
      case 'sent':
        if (connection.engine === 'openai')
          wait = await needs.endpoints.sent(
            work.claim.id,
            withoutPassword(connection.baseUrl),
            event.seconds,
          );
        break;
      case 'memory':
        if (work.claim.model && !work.claim.isRemote)
          await needs.footprints.measured(work.claim.model, event.megabytes);
        break;
      case 'finished':
        return event;
    }
  }
  work.signal.throwIfAborted();
  throw new TraxError('WORKER_CRASHED', { reason: say('reason.noResult') });
}

/** Stores a window together with the progress that it means: both or neither. */
async function keepWindow(
  { claim, commit, tell }: Work,
  transcriptId: string,
  { window, seconds, reading }: { window: FinishedWindow; seconds: number; reading: Reading },
) {
  await commit(async (em) => {
    await storeWindow(em, transcriptId, window, seconds);
    // A step forward shows that the item can make progress: earlier crashes no longer count against it.
    await em.execute(
      `update batch_items set stage = 'recognizing', progress = ?, seconds_left = ?, speed = ?, retry_count = 0, updated_at = now()
       where id = ?`,
      [reading.progress, reading.secondsLeft, reading.speed, claim.id],
    );
  });
  tell({ type: 'segments', transcriptId, recordingId: claim.recordingId });
}

/** What of a connection may be kept: never the key. */
function describeEngine(connection: EngineConnection) {
  return connection.engine === 'openai'
    ? { engine: connection.engine, baseUrl: connection.baseUrl, model: connection.model }
    : { engine: connection.engine, modelPath: connection.modelPath };
}
