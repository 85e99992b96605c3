import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, type Failure, nextStepOf, sentenceOf } from '../../shared/errors.ts';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { wordErrorRate } from '../../shared/quality/wordErrorRate.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample, sharedFixtures } from '../support/fixtures.ts';
import { makeChord, makeMedia, makeTune } from '../support/media.ts';
import { referenceText } from '../support/reference.ts';

const stack = new AsyncDisposableStack();
let core: TestCore;
let folder: string;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-bad-input-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  core = await startCore(stack);
});
afterAll(() => stack.disposeAsync());

/** A folder of a test's own in the shared one. */
async function place(name: string): Promise<string> {
  const path = join(folder, String(made++), name);
  await mkdir(join(path, '..'), { recursive: true });
  return path;
}

/** Adds a recording and a good one after it, and sees that the good one is done. Gives what became of the first. */
async function addBeforeGood(path: string) {
  const good = await place('good.wav');
  await copyFile(sample('s04.wav'), good);
  const { ids, refused, batchId } = await core.add([path, good]);
  const goodId = ids.at(-1) ?? '';
  expect(await core.ended(goodId)).toMatchObject({ state: 'done', batchId });
  expect(wordErrorRate(await referenceText('s04.wav'), (await core.transcriptOf(goodId)).text)).toBe(0);
  const item = ids.length > 1 ? await core.ended(ids[0] ?? '') : null;
  const batch = (await core.client.queue.batches({})).find(({ id }) => id === batchId);
  return { id: ids[0] ?? '', item, refused, batch };
}

async function expectDone(path: string) {
  const { id, item, batch } = await addBeforeGood(path);
  expect(item).toMatchObject({ state: 'done', failure: null });
  expect(batch).toMatchObject({ status: 'completed', totalFiles: 2, processedFiles: 2, failedFiles: 0 });
  const recording = await core.client.library.get({ id });
  const transcript = await core.transcriptOf(id);
  const duration = recording.duration ?? 0;
  expect(coverageFaults(transcript.coverage, 0, duration)).toEqual([]);
  expect(transcriptFaults(transcript.segments, duration)).toEqual([]);
  return { recording, transcript, warnings: transcript.warnings.map(({ kind }) => kind) };
}

interface BadFile {
  readonly code: ErrorCode;
  readonly sentence: string;
  make(): Promise<string>;
}

const write = async (name: string, content: string | Buffer) => {
  const path = await place(name);
  await writeFile(path, content);
  return path;
};
const cut = async (name: string, source: string, bytes: number) => {
  const path = await place(name);
  await copyFile(source, path);
  await truncate(path, bytes);
  return path;
};

describe('what cannot be taken is refused at once with its own reason, and the file after it is done', () => {
  const refused: Record<string, BadFile> = {
    'a path that does not exist': {
      code: 'FILE_NOT_FOUND',
      sentence: 'There is no file at {path}.',
      make: () => place('nowhere.mp3'),
    },
    'a folder with nothing usable': {
      code: 'NOTHING_TO_ADD',
      sentence: 'There is no recording in {path}.',
      make: async () => {
        const path = await place('papers');
        await mkdir(path);
        await writeFile(join(path, 'notes.txt'), 'nothing to hear');
        return path;
      },
    },
    'an empty file': {
      code: 'FILE_EMPTY',
      sentence: 'The file {path} is empty.',
      make: () => write('empty.mp3', ''),
    },
    'a link to itself': {
      code: 'FILE_NOT_FOUND',
      sentence: 'There is no file at {path}.',
      make: async () => {
        const path = await place('loop.wav');
        await symlink('loop.wav', path);
        return path;
      },
    },
  };
  if (process.platform !== 'win32')
    refused['a pipe that nobody writes to'] = {
      code: 'MEDIA_UNREADABLE',
      sentence: 'The file {path} is not a recording that can be decoded.',
      make: async () => {
        const path = await place('pipe.wav');
        execFileSync('mkfifo', [path]);
        return path;
      },
    };

  it.each(Object.entries(refused))('%s', async (_, { code, sentence, make }) => {
    const path = await make();
    const { refused: named, item, batch } = await addBeforeGood(path);
    expect(named.map((entry) => entry.path)).toEqual([path]);
    const failure = named[0]?.failure as Failure;
    expect(failure.code).toBe(code);
    expect(sentenceOf(failure)).toBe(sentence.replace('{path}', path));
    expect(item).toBeNull();
    expect(batch).toMatchObject({ status: 'completed', totalFiles: 1, processedFiles: 1, failedFiles: 0 });
  });
});

describe('what turns out to be no recording fails with its own reason, and the file after it is done', () => {
  const unreadable = 'The file {path} is not a recording that can be decoded.';
  const silent = 'The file {path} has no sound.';
  const picture = ['-f', 'lavfi', '-i', 'color=s=64x64:d=1'];
  const bad: Record<string, BadFile> = {
    'text named .mp3': {
      code: 'MEDIA_UNREADABLE',
      sentence: unreadable,
      make: () => write('text.mp3', 'This is not sound at all.\n'.repeat(40)),
    },
    'a text without an ending': {
      code: 'MEDIA_UNREADABLE',
      sentence: unreadable,
      make: () => write('README', 'Nothing to hear here.\n'),
    },
    'random bytes': {
      code: 'MEDIA_UNREADABLE',
      sentence: unreadable,
      make: () =>
        write('noise.m4a', Buffer.from(Array.from({ length: 9999 }, (_, at) => (at * at * 7919) % 251))),
    },
    'an MP4 without its index': {
      code: 'MEDIA_UNREADABLE',
      sentence: unreadable,
      make: () => cut('cut.mp4', sample('video.mp4'), 60_000),
    },
    'a WAV that ends in its header': {
      code: 'MEDIA_UNREADABLE',
      sentence: unreadable,
      make: () => cut('cut.wav', sample('s01.wav'), 20),
    },
    'a video without sound': {
      code: 'NO_AUDIO_STREAM',
      sentence: silent,
      make: async () => makeMedia(await place('picture.mp4'), ...picture, '-an'),
    },
    'a photograph': {
      code: 'NO_AUDIO_STREAM',
      sentence: silent,
      make: async () => makeMedia(await place('cover.png'), ...picture, '-frames:v', '1'),
    },
  };

  it.each(Object.entries(bad))('%s', async (_, { code, sentence, make }) => {
    const path = await make();
    const { item, refused, batch } = await addBeforeGood(path);
    expect(refused).toEqual([]);
    expect(item).toMatchObject({ state: 'failed', failure: { code, details: { path } } });
    const failure = item?.failure as Failure;
    expect(sentenceOf(failure)).toBe(sentence.replace('{path}', path));
    expect(nextStepOf(failure)).not.toContain('{');
    expect(batch).toMatchObject({ status: 'completed', totalFiles: 2, processedFiles: 1, failedFiles: 1 });
  });
});

describe('what has no speech has no text, and says so', () => {
  const generated = (source: string) => async () =>
    makeMedia(await place('sound.wav'), '-f', 'lavfi', '-i', `${source}:d=20`);
  const soundless: Record<string, () => Promise<string>> = {
    'pure silence': generated('anullsrc=r=16000'),
    'white noise': generated('anoisesrc=c=white:a=0.3'),
    'pink noise': generated('anoisesrc=c=pink:a=0.5'),
    'the hum of the mains': generated('sine=f=50'),
    'music only': async () => makeChord(await place('music.mp3'), 20),
  };

  it.each(Object.entries(soundless))('%s', async (_, make) => {
    const { transcript, warnings } = await expectDone(await make());
    expect(transcript.segments).toEqual([]);
    expect(warnings).toContain('no-speech');
  });
});

describe.skipIf(!sharedFixtures)('with the voice activity model (needs ../shared/fixtures)', () => {
  it('a tune in the rhythm of speech has no text either', async () => {
    await using own = new AsyncDisposableStack();
    const other = await startCore(own, { modelFolders: [join(sharedFixtures ?? '', 'models')] });
    const [id = ''] = (await other.add([await makeTune(await place('tune.mp3'), 20)])).ids;
    expect(await other.ended(id)).toMatchObject({ state: 'done' });
    expect((await other.transcriptOf(id)).segments).toEqual([]);
  });
});

describe('what is unusual but good is written down without an error', () => {
  const speech = ['-i', sample('s05.wav')];
  const quiet = ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono'];
  const unusual: Record<string, () => Promise<string>> = {
    'two audio tracks of which the first is silent': async () =>
      makeMedia(await place('two.mkv'), ...quiet, ...speech, '-map', '0', '-map', '1', '-t', '3.8'),
    'a telephone call: 8 kHz, mono, µ-law': async () =>
      makeMedia(await place('call.wav'), ...speech, '-ar', '8000', '-ac', '1', '-c:a', 'pcm_mulaw'),
    '5.1 at 96 kHz': async () =>
      makeMedia(
        await place('surround.wav'),
        ...speech,
        ...['-af', 'pan=5.1|FC=c0', '-ar', '96000', '-c:a', 'pcm_s24le'],
      ),
    'a track that starts two seconds late': async () =>
      makeMedia(
        await place('late.mp4'),
        ...['-f', 'lavfi', '-i', 'color=s=64x64:d=6', '-itsoffset', '2', ...speech, '-map', '0', '-map', '1'],
      ),
    'sound with a cover picture': async () =>
      makeMedia(
        await place('cover.mp3'),
        ...[...speech, '-f', 'lavfi', '-i', 'color=s=64x64:d=1', '-map', '0', '-map', '1'],
        ...['-frames:v', '1', '-disposition:v', 'attached_pic'],
      ),
    'a file without an ending': async () => {
      const path = await place('recording');
      await copyFile(sample('s05.wav'), path);
      return path;
    },
  };

  it.each(Object.entries(unusual))('%s', async (_, make) => {
    const { transcript } = await expectDone(await make());
    expect(wordErrorRate(await referenceText('s05.wav'), transcript.text)).toBe(0);
  });

  const names = [
    'spaces  in it.wav',
    'Gespräch mit Zoë.wav',
    '録音 2026年.wav',
    'party 🎉👩‍👩‍👧.wav',
    `it's "quoted" and \`so\`.wav`,
    '-dash.wav',
    '--help',
    '100% $HOME ~ & #1;.wav',
    'http:||example.com?a=b.wav',
    'concat:a|b.wav',
    ' in front and behind ',
    ...(process.platform === 'win32'
      ? []
      : ['two\nlines.wav', 'back\\slash.wav', 'tab\there.wav', 'a:b.wav']),
  ].filter((name) => process.platform !== 'win32' || !/[<>:"|?*]/.test(name));

  it('names of every kind, given alone or found in a folder', async () => {
    const path = await place(`all 'of' "them" é`);
    await mkdir(path);
    for (const name of names) await copyFile(sample('s05.wav'), join(path, name));
    const alone = names.filter((name) => !name.endsWith('.wav') || name.startsWith('-'));
    const { ids, refused } = await core.add([...alone.map((name) => join(path, name)), path]);
    expect(refused).toEqual([]);
    const heard: string[] = [];
    for (const id of ids) {
      expect(await core.ended(id)).toMatchObject({ state: 'done' });
      const recording = await core.client.library.get({ id });
      expect(recording.isPlayable).toBe(true);
      heard.push(basename(recording.path));
      const { text } = await core.transcriptOf(id);
      expect(wordErrorRate(await referenceText('s05.wav'), text), recording.path).toBe(0);
    }
    expect(heard.sort()).toEqual(names.toSorted());
  });
});
