import { chmod, copyFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '../../electron/workers/pipeline/decode.ts';
import { makePlaybackCopy } from '../../electron/workers/pipeline/playbackCopy.ts';
import { preprocess } from '../../electron/workers/pipeline/preprocess.ts';
import { transcribe } from '../../electron/workers/pipeline/transcribe.ts';
import { toFailure } from '../../shared/errors.ts';
import { parsePeaks } from '../../shared/formats/peaks.ts';
import { sample, sharedFixtures } from '../support/fixtures.ts';
import { ffmpegPath, makeMedia } from '../support/media.ts';
import {
  jobFor,
  neverAborted,
  run,
  scriptedRecognizer,
  silentScript,
  temporaryFolder,
} from './pipelineSupport.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const inFolder = (name: string) => join(folder.path, name);
const speech = sample('s05.wav');
const isRoot = process.getuid?.() === 0;

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterAll(() => folder[Symbol.asyncDispose]());

const look = (path: string) => preprocess({ path, ffmpegPath }, neverAborted);

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => toFailure(error).code,
  );
}

async function decodeAll(
  path: string,
  track = 0,
): Promise<{ samples: Float32Array[]; length: number; isTruncated: boolean }> {
  const blocks = decode({ path, ffmpegPath, track, duration: null }, neverAborted);
  const samples: Float32Array[] = [];
  let next = await blocks.next();
  for (; !next.done; next = await blocks.next()) samples.push(next.value);
  return { samples, length: next.value.samples, isTruncated: next.value.isTruncated };
}

function loudest(blocks: readonly Float32Array[]): number {
  return Math.max(...blocks.map((block) => block.reduce((most, each) => Math.max(most, Math.abs(each)), 0)));
}

describe('a file that is no recording is refused with its own code', () => {
  test('when it is not there', async () => {
    expect(await codeOf(look(inFolder('nowhere.mp3')))).toBe('FILE_NOT_FOUND');
  });

  test('when it is empty', async () => {
    await writeFile(inFolder('empty.mp3'), '');
    expect(await codeOf(look(inFolder('empty.mp3')))).toBe('FILE_EMPTY');
  });

  test('when it is text', async () => {
    await writeFile(inFolder('text.mp3'), 'This is not sound at all.\n'.repeat(40));
    expect(await codeOf(look(inFolder('text.mp3')))).toBe('MEDIA_UNREADABLE');
  });

  test('when it is an MP4 whose index is missing', async () => {
    await copyFile(sample('video.mp4'), inFolder('cut.mp4'));
    await truncate(inFolder('cut.mp4'), 60_000);
    expect(await codeOf(look(inFolder('cut.mp4')))).toBe('MEDIA_UNREADABLE');
  });

  test('when it is a folder', async () => {
    await mkdir(inFolder('folder.mp3'));
    expect(await codeOf(look(inFolder('folder.mp3')))).toBe('MEDIA_UNREADABLE');
  });

  test('when it is a video without sound', async () => {
    const silent = await makeMedia(inFolder('picture.mp4'), '-f', 'lavfi', '-i', 'color=s=64x64:d=1', '-an');
    expect(await codeOf(look(silent))).toBe('NO_AUDIO_STREAM');
  });

  test.skipIf(isRoot)('when it may not be read (root may read everything)', async () => {
    await copyFile(speech, inFolder('closed.wav'));
    await chmod(inFolder('closed.wav'), 0);
    expect(await codeOf(look(inFolder('closed.wav')))).toBe('FILE_NOT_READABLE');
  });

  test('when ffmpeg is not there', async () => {
    expect(await codeOf(preprocess({ path: speech, ffmpegPath: inFolder('no-ffmpeg') }, neverAborted))).toBe(
      'FFMPEG_MISSING',
    );
  });
});

test.each([
  '-dash.wav',
  'spaces in it.wav',
  'it\'s "quoted".wav',
  'accents éüß 日本語 🎙️.wav',
  '100%.wav',
  'a:b?#&[x].wav',
])('a file named %s is read like any other', async (name) => {
  await copyFile(speech, inFolder(name));
  expect(await look(inFolder(name))).toMatchObject({ container: 'wav', chosenTrack: 0, isPlayable: true });
  expect((await decodeAll(inFolder(name))).length).toBe(60_918);
});

test('the content hash and the size are those of the file', async () => {
  await writeFile(inFolder('known.txt'), '');
  const info = await look(speech);
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(await readFile(speech)));
  expect(info.sha256).toBe(Buffer.from(digest).toString('hex'));
  expect(info.size).toBe((await readFile(speech)).length);
});

describe('of two tracks', () => {
  const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono'];

  test('a silent first one is not taken', async () => {
    const path = await makeMedia(
      inFolder('two.mkv'),
      ...silence,
      '-i',
      speech,
      '-map',
      '0',
      '-map',
      '1',
      '-disposition:a:0',
      'default',
      '-t',
      '3',
    );
    const info = await look(path);
    expect(info.chosenTrack).toBe(1);
    expect(info.audioTracks[0]?.peakDecibels).toBeLessThan(-90);
    expect(info.audioTracks[1]?.peakDecibels).toBeGreaterThan(-40);
  });

  test('one with sound near its end only is still found', async () => {
    const late = 'aevalsrc=if(gt(t\\,57)\\,0.3*sin(2*PI*300*t)\\,0):s=16000:d=60';
    const path = await makeMedia(
      inFolder('late.mkv'),
      ...silence,
      '-f',
      'lavfi',
      '-i',
      late,
      '-map',
      '0',
      '-map',
      '1',
      '-t',
      '60',
    );
    expect((await look(path)).chosenTrack).toBe(1);
  });
});

describe('decoding', () => {
  test('brings telephone sound and six channels at 96 kHz to mono at 16 kHz', async () => {
    const phone = await makeMedia(inFolder('phone.wav'), '-i', speech, '-ar', '8000', '-c:a', 'pcm_mulaw');
    expect((await decodeAll(phone)).length).toBeCloseTo(60_918, -2);
    const tone = 'sine=f=300:r=96000:d=1';
    const surround = await makeMedia(
      inFolder('surround.wav'),
      '-f',
      'lavfi',
      '-i',
      tone,
      '-af',
      'pan=5.1|FC=c0',
      '-c:a',
      'pcm_s24le',
    );
    const { length, samples } = await decodeAll(surround);
    expect(length).toBe(16_000);
    expect(loudest(samples)).toBeGreaterThan(0.03);
  });

  test('reads fifty milliseconds, and a single sample', async () => {
    const short = await makeMedia(inFolder('50ms.wav'), '-i', speech, '-t', '0.05');
    expect((await decodeAll(short)).length).toBe(800);
    await makeMedia(inFolder('one.wav'), '-i', speech, '-af', 'atrim=end_sample=1', '-bitexact');
    const { length } = await decodeAll(inFolder('one.wav'));
    expect(length).toBeLessThanOrEqual(1);
    await run(
      jobFor(inFolder('one.wav'), folder.path, { speechModelPath: null }),
      scriptedRecognizer(silentScript),
    );
    await run(jobFor(short, folder.path, { speechModelPath: null }), scriptedRecognizer(silentScript));
  });

  test('keeps the time of a track that starts late', async () => {
    const path = await makeMedia(
      inFolder('late.mp4'),
      '-f',
      'lavfi',
      '-i',
      'color=s=64x64:d=5',
      '-itsoffset',
      '2',
      '-i',
      speech,
      '-map',
      '0',
      '-map',
      '1',
    );
    const { samples } = await decodeAll(path, 1);
    const sound = Float32Array.from(samples.flatMap((block) => [...block]));
    expect(loudest([sound.subarray(0, 31_000)])).toBeLessThan(0.01);
    expect(loudest([sound.subarray(32_000)])).toBeGreaterThan(0.05);
  });

  test('says when a recording breaks off', async () => {
    const flac = await makeMedia(inFolder('whole.flac'), '-i', sample('meeting2.wav'));
    expect((await decodeAll(flac)).isTruncated).toBe(false);
    await truncate(flac, 500_000);
    const { isTruncated, length } = await decodeAll(flac);
    expect(isTruncated).toBe(true);
    expect(length).toBeGreaterThan(16_000);
  });

  test('says when a recording is much shorter than its container promised', async () => {
    const { isTruncated } = (
      await run(
        { ...jobFor(speech, folder.path, { speechModelPath: null }), duration: 20 },
        scriptedRecognizer(silentScript),
      )
    ).finished;
    expect(isTruncated).toBe(true);
  });

  test('stops and says so when the file vanishes in mid-run', async () => {
    const path = await makeMedia(
      inFolder('vanishing.wav'),
      '-stream_loop',
      '3',
      '-i',
      sample('meeting2.wav'),
    );
    const recognizer = scriptedRecognizer(silentScript);
    const kept: number[] = [];
    const failure = await (async () => {
      for await (const event of transcribe(
        jobFor(path, folder.path, { duration: 291, speechModelPath: null }),
        Promise.resolve(recognizer),
        neverAborted,
      )) {
        if (event.type !== 'window') continue;
        kept.push(event.window.end);
        await truncate(path, 1_000_000).catch(() => undefined);
        await rm(path, { force: true });
      }
    })().catch(toFailure);
    expect(failure).toMatchObject({ code: 'FILE_VANISHED', details: { path } });
    expect(kept.length).toBeGreaterThan(0);
  });
});

describe('a run', () => {
  const job = (changes = {}) =>
    jobFor(sample('meeting2.wav'), folder.path, { speechModelPath: null, ...changes });

  test('that resumes gives what is missing, in the recording’s time, and whole peaks', async () => {
    const all = await run(job(), scriptedRecognizer(silentScript));
    const resumeAt = all.windows[0]?.end ?? 0;
    await rm(inFolder('peaks'));
    const rest = await run(job({ resumeAt }), scriptedRecognizer(silentScript));
    expect(rest.windows[0]?.start).toBe(resumeAt);
    expect(rest.finished.duration).toBe(all.finished.duration);
    expect(rest.events.some((event) => event.type === 'stage' && event.stage === 'decoding')).toBe(true);
    const peaks = parsePeaks(await readFile(inFolder('peaks')));
    expect(peaks?.values.length).toBe(2 * Math.ceil(all.finished.duration * 50));
    expect(Math.max(...(peaks?.values ?? []))).toBeGreaterThan(20);
  });

  test('that resumes at the very end has nothing left to do', async () => {
    const recognizer = scriptedRecognizer(silentScript);
    const { windows } = await run(job({ resumeAt: 72.9339375 }), recognizer);
    expect(windows).toEqual([]);
    expect(recognizer.requests).toEqual([]);
  });

  test('stops at once when it is cancelled, and leaves no half-written peaks', async () => {
    const cancel = new AbortController();
    await mkdir(inFolder('cancelled'));
    const events = transcribe(
      job({ peaksPath: inFolder('cancelled/peaks') }),
      Promise.resolve(scriptedRecognizer(silentScript)),
      cancel.signal,
    );
    const failure = await (async () => {
      for await (const event of events) if (event.type === 'window') cancel.abort();
    })().catch(toFailure);
    expect(failure).toMatchObject({ code: 'CANCELLED' });
    await expect(readFile(inFolder('cancelled/peaks'))).rejects.toThrow();
  });

  test('whose peaks cannot be written says which folder', async () => {
    await writeFile(inFolder('a-file'), '');
    const blocked = job({ peaksPath: inFolder('a-file/peaks') });
    expect(await codeOf(run(blocked, scriptedRecognizer(silentScript)))).toBe('FOLDER_NOT_WRITABLE');
  });
});

describe('a playback copy', () => {
  test('is made of what a browser does not play', async () => {
    const path = await makeMedia(inFolder('sound.aiff'), '-i', speech);
    expect((await look(path)).isPlayable).toBe(false);
    const outputPath = inFolder('copies/sound.m4a');
    const { size } = await makePlaybackCopy({ path, ffmpegPath, track: 0, outputPath }, neverAborted);
    expect((await readFile(outputPath)).length).toBe(size);
    expect(await look(outputPath)).toMatchObject({ isPlayable: true, audioTracks: [{ codec: 'aac' }] });
  });

  test('of what is no recording is refused, and nothing is left', async () => {
    await writeFile(inFolder('no.wma'), 'no sound');
    const outputPath = inFolder('no.m4a');
    expect(
      await codeOf(
        makePlaybackCopy({ path: inFolder('no.wma'), ffmpegPath, track: 0, outputPath }, neverAborted),
      ),
    ).toBe('MEDIA_UNREADABLE');
    await expect(readFile(outputPath)).rejects.toThrow();
  });
});

describe.skipIf(!sharedFixtures)('the odd files of the shared fixtures', () => {
  const odd = (name: string) => join(sharedFixtures ?? '', 'audio/odd-derived', name);

  test.each([
    ['text-named-mp3.mp3', 'MEDIA_UNREADABLE'],
    ['truncated-10-bytes.wav', 'MEDIA_UNREADABLE'],
    ['truncated-no-moov.mp4', 'MEDIA_UNREADABLE'],
    ['zero-length.mp3', 'FILE_EMPTY'],
    ['wav-data-size-ffffffff.wav', 'MEDIA_UNREADABLE'],
  ])('%s ends with %s', async (name, code) => {
    expect(await codeOf(look(odd(name)))).toBe(code);
  });

  test.each([
    '50ms.wav',
    '8k-u8.wav',
    '96k-24bit.wav',
    'clipped.wav',
    'mp3-leading-garbage.mp3',
    'mp3-named-wav.wav',
    'one-sample.wav',
    'spécial näme 日本語 (1) [x] & ‘q’.wav',
    'truncated-header-ok.wav',
    'very-quiet.wav',
    'wav-named-mp3.mp3',
  ])('%s is read, every second accounted for', async (name) => {
    const info = await look(odd(name));
    const path = odd(name);
    const { finished } = await run(
      jobFor(path, folder.path, { duration: info.duration, track: info.chosenTrack ?? 0 }),
      scriptedRecognizer(silentScript),
    );
    expect(finished.isTruncated).toBe(false);
  });

  test('truncated.mp3 is read as far as it goes, and said to be cut off', async () => {
    const info = await look(odd('truncated.mp3'));
    const job = jobFor(odd('truncated.mp3'), folder.path, { duration: info.duration });
    expect((await run(job, scriptedRecognizer(silentScript))).finished).toMatchObject({ isTruncated: true });
  });
});
