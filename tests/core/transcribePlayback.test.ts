import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preprocess } from '../../electron/workers/pipeline/preprocess.ts';
import { wordErrorRate } from '../../shared/quality/wordErrorRate.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample, sharedFixtures } from '../support/fixtures.ts';
import { ffmpegPath, makeMedia } from '../support/media.ts';
import { referenceText } from '../support/reference.ts';

const said = 's05.wav';
const speech = ['-i', sample(said)];
const picture = ['-f', 'lavfi', '-i', 'color=s=64x64:r=5:d=3'];
const silence = ['-f', 'lavfi', '-t', '3', '-i', 'anullsrc=r=16000:cl=mono'];

/** What Chromium does not play, and how ffmpeg makes one. */
const unplayable: Record<string, string[]> = {
  'sound.aiff': speech,
  'sound.wma': [...speech, '-c:a', 'wmav2'],
  'sound.ac3': [...speech, '-ar', '48000', '-c:a', 'ac3', '-b:a', '192k'],
  'apple lossless.m4a': [...speech, '-c:a', 'alac'],
  'video.avi': [...picture, ...speech, '-c:v', 'mpeg4', '-c:a', 'mp3', '-ar', '44100'],
  'hevc.mp4': [...picture, ...speech, '-c:v', 'libx265', '-x265-params', 'log-level=none', '-c:a', 'aac'],
  'second track.mp4': [...silence, ...speech, '-map', '0', '-map', '1', '-c:a', 'aac'],
};
/** Half a second of telephone noise: ffmpeg reads AMR, but seldom writes it. */
const amr = Buffer.concat([
  Buffer.from('#!AMR\n'),
  ...Array.from({ length: 25 }, (_, at) =>
    Buffer.from([0x04, ...Array.from({ length: 12 }, (_, byte) => (at * 37 + byte * 101) % 256)]),
  ),
]);
const names = [...Object.keys(unplayable), 'phone.amr'];

const stack = new AsyncDisposableStack();
let core: TestCore;
const ids = new Map<string, string>();

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trax-playback-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  core = await startCore(stack);
  for (const [name, options] of Object.entries(unplayable)) await makeMedia(join(folder, name), ...options);
  await writeFile(join(folder, 'phone.amr'), amr);
  const paths = [...names.map((name) => join(folder, name)), sample(said)];
  const added = await core.add(paths);
  for (const [index, name] of [...names, said].entries()) ids.set(name, added.ids[index] ?? '');
  for (const id of added.ids) expect(await core.ended(id)).toMatchObject({ state: 'done' });
});
afterAll(() => stack.disposeAsync());

function get(kind: 'media' | 'peaks', name: string, headers: Record<string, string> = {}, method = 'GET') {
  return core.serveMedia(new Request(`http://trax/${kind}/${ids.get(name)}`, { headers, method }));
}

describe('a waveform', () => {
  it('is there as far as the recording was heard, while it is made', async () => {
    const whole = await (await get('peaks', said)).bytes();
    const id = ids.get(said) ?? '';
    const [row] = await core.query<{ peaks_path: string }>(
      'select peaks_path from media_files where id = ?',
      [id],
    );
    await core.query('update media_files set peaks_path = null where id = ?', [id]);
    expect((await get('peaks', said)).status).toBe(404);
    const part = `${row?.peaks_path}.${randomUUID()}.part`;
    await writeFile(part, whole.subarray(0, 40));
    expect(await (await get('peaks', said)).bytes()).toEqual(whole.subarray(0, 40));
    await rm(part);
    await core.query('update media_files set peaks_path = ? where id = ?', [row?.peaks_path, id]);
  });
});

describe('a recording that a browser does not play', () => {
  it.each(names)('%s is heard through a copy that it plays, as long as the recording', async (name) => {
    const recording = await core.client.library.get({ id: ids.get(name) ?? '' });
    expect(recording.info?.isPlayable).toBe(false);
    expect(recording.isPlayable).toBe(true);
    const answer = await get('media', name);
    expect(answer.headers.get('content-type')).toBe('audio/mp4');
    const copy = join(core.folder, `${ids.get(name)}.m4a`);
    await writeFile(copy, await answer.bytes());
    const info = await preprocess({ path: copy, ffmpegPath }, new AbortController().signal);
    expect(info).toMatchObject({ isPlayable: true, video: null, audioTracks: [{ codec: 'aac' }] });
    expect(Math.abs((info.duration ?? 0) - (recording.duration ?? 0))).toBeLessThan(0.1);
  });

  it.each(Object.keys(unplayable))('%s is written down like any other', async (name) => {
    const { text } = await core.transcriptOf(ids.get(name) ?? '');
    expect(wordErrorRate(await referenceText(said), text)).toBe(0);
  });

  it('has one copy, which goes with it', async () => {
    const copies = () => readdir(join(core.folder, 'playback'));
    expect((await copies()).sort()).toEqual(names.map((name) => `${ids.get(name)}.m4a`).sort());
    await core.client.library.remove({ ids: [ids.get('sound.aiff') ?? ''] });
    expect(await copies()).toHaveLength(names.length - 1);
    expect((await get('media', 'sound.aiff')).status).toBe(404);
  });
});

describe('sound', () => {
  it('comes from the recording itself where a browser plays it, whole or by the byte range', async () => {
    const bytes = await readFile(sample(said));
    const whole = await get('media', said);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-type': 'audio/wav',
      'content-length': String(bytes.length),
    });
    expect(bytes.equals(await whole.bytes())).toBe(true);
    const ranges = { 'bytes=0-99': [0, 100], 'bytes=500-': [500], 'bytes=-200': [-200] };
    for (const [range, [from, to]] of Object.entries(ranges)) {
      const part = await get('media', said, { range });
      expect(part.status).toBe(206);
      expect(bytes.subarray(from, to).equals(await part.bytes())).toBe(true);
    }
    expect((await get('media', said, { range: `bytes=${bytes.length}-` })).status).toBe(416);
    expect(await (await get('media', said, {}, 'HEAD')).bytes()).toHaveLength(0);
  });

  it('is asked for by the byte range in a copy as well', async () => {
    const whole = Buffer.from(await (await get('media', 'sound.wma')).bytes());
    const part = await get('media', 'sound.wma', { range: 'bytes=100-299' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-299/${whole.length}`);
    expect(whole.subarray(100, 300).equals(await part.bytes())).toBe(true);
  });
});

it.skipIf(!sharedFixtures)(
  'a real WMA of three minutes is read, and heard (needs ../shared/fixtures)',
  async () => {
    const [id = ''] = (await core.add([join(sharedFixtures ?? '', 'audio/columbia/columbia.wma')])).ids;
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    const { isPlayable, duration } = await core.client.library.get({ id });
    expect(isPlayable).toBe(true);
    expect(duration).toBeGreaterThan(190);
  },
);
