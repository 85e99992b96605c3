import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseSrt } from '../../shared/formats/srt.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample } from '../support/fixtures.ts';

let stack: AsyncDisposableStack;
let core: TestCore;
let folder: string;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  core = await startCore(stack);
  folder = join(core.folder, 'texts');
  await mkdir(folder);
});
afterAll(() => stack.disposeAsync());

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

/** The transcript that is shown of a recording once it was imported from a file. */
const importedOf = (recordingId: string) =>
  core.when(async () => {
    const transcript = await core.transcriptOf(recordingId).catch(() => null);
    return transcript?.importedFrom ? transcript : null;
  });

it('is a recording without sound where it is of none, and can be edited and written again', async () => {
  const srt =
    '\ufeff1\r\n00:00:01,000 --> 00:00:03,000\r\nAnna: <i>Grüß Gott!</i>\r\n\r\n00:00:02,500 --> 00:00:05,000\r\nBen: Und tschüss.\r\n';
  const path = await file('gespräch.srt', Buffer.from(srt, 'utf16le'));
  const { recordingId, transcriptId, passages } = await core.client.imports.add({ path });
  expect(passages).toBe(2);
  const transcript = await core.transcriptOf(recordingId);
  expect(transcript).toMatchObject({
    id: transcriptId,
    importedFrom: 'gespräch.srt',
    isComplete: true,
    engine: null,
    wordCount: 4,
    text: 'Grüß Gott! Und tschüss.',
  });
  expect(transcript.segments.map(({ speaker }) => speaker)).toEqual(['Anna', 'Ben']);
  expect(transcriptFaults(transcript.segments, 5)).toEqual([]);
  const recording = await core.client.library.get({ id: recordingId });
  expect(recording).toMatchObject({ title: 'gespräch', duration: 5, speakerCount: 2, item: null });
  const [first] = transcript.segments;
  await core.client.transcripts.edit({
    transcriptId: transcript.id,
    command: { type: 'editText', id: first?.id ?? '', text: 'Grüß Gott miteinander!' },
  });
  const out = await core.client.exports.render({ transcriptId: transcript.id, format: 'srt' });
  expect(parseSrt(out.content)[0]?.text).toContain('miteinander!');
});

it('waits for the engine where it has no times, takes them from what was heard, and overwrites nothing', async () => {
  const { ids } = await core.add([sample('s01.wav')]);
  const [recordingId = ''] = ids;
  const references = JSON.parse(await readFile(sample('references.json'), 'utf8'));
  const said = String(references['s01.wav'].text);
  const path = await file('corrected.txt', `${said.toUpperCase()}, she said.`);
  const waiting = await core.client.imports.add({ path, recordingId });
  expect(waiting.transcriptId).toBeNull();

  const imported = await importedOf(recordingId);
  expect(imported.text).toBe(`${said.toUpperCase()}, she said.`);
  const heard = await core.query<{ id: string; words: { start: number }[] }>(
    `select t.id, s.words from transcription_results t join transcript_segments s on s.transcript_id = t.id
     where t.media_file_id = $1 and t.imported_from is null order by s.position`,
    recordingId,
  );
  expect(heard.length).toBeGreaterThan(0);
  const words = imported.segments.flatMap((segment) => segment.words);
  expect(words[0]?.start).toBeCloseTo(heard[0]?.words[0]?.start ?? -1, 3);
  expect(await core.query('select from waiting_texts')).toEqual([]);

  const again = await core.client.imports.add({ path, recordingId });
  expect(again.transcriptId).not.toBe(imported.id);
  expect((await core.transcriptOf(recordingId)).id).toBe(again.transcriptId);
  await core.client.imports.undo({ transcriptId: again.transcriptId ?? '' });
  expect((await core.transcriptOf(recordingId)).id).toBe(imported.id);
  await core.client.imports.undo({ transcriptId: imported.id });
  const engine = await core.transcriptOf(recordingId);
  expect(engine).toMatchObject({ id: heard[0]?.id, importedFrom: null });
  await expect(core.client.imports.undo({ transcriptId: engine.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect((await core.client.imports.add({ path, recordingId })).transcriptId).not.toBeNull();
});

it('is refused with a reason when it is no text, and nothing is stored', async () => {
  const add = (path: string) => core.client.imports.add({ path });
  await expect(add(await file('empty.srt', '\n\n'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(add(join(folder, 'none.srt'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(add(folder)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const before = await core.client.library.count({});
  await expect(add(await file('other.json', '{"a": 1}'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect((await core.client.library.count({})).total).toBe(before.total);
});

it('writes the transcripts of many recordings by a pattern, remembers them, and writes one again as it is now', async () => {
  const { recordings } = await core.client.library.list({ order: 'title', descending: false });
  await core.query(
    `insert into media_files (file_path, file_name, file_size, download_status) values ('/nothing.wav', 'nothing.wav', 1, 'completed')`,
  );
  const all = await core.client.library.list({});
  const out = join(folder, 'out');
  const options = { lineLength: 20, speakers: false };
  const written = await core.client.exports.saveMany({
    recordingIds: all.recordings.map(({ id }) => id),
    format: 'vtt',
    options,
    folder: out,
    pattern: '{title} ({speakers}).{ext}',
  });
  expect(written).toMatchObject({ folder: out, skipped: 1 });
  expect((await readdir(out)).sort()).toEqual(['gespräch (Anna, Ben).vtt', 's01 ().vtt']);

  const talk = recordings.find(({ title }) => title === 'gespräch');
  const [remembered] = await core.client.exports.list({ recordingId: talk?.id ?? '' });
  expect(remembered).toMatchObject({ format: 'vtt', options, isThere: true });
  await rm(remembered?.path ?? '');
  const { segments, id: transcriptId } = await core.transcriptOf(talk?.id ?? '');
  const command = { type: 'editText', id: segments[1]?.id ?? '', text: 'Und auf Wiedersehen.' } as const;
  await core.client.transcripts.edit({ transcriptId, command });
  const gone = await core.client.exports.list({ recordingId: talk?.id ?? '' });
  expect(gone[0]?.isThere).toBe(false);
  await core.client.exports.again({ id: remembered?.id ?? '' });
  const text = await readFile(remembered?.path ?? '', 'utf8');
  expect(text).toContain('Und auf Wiedersehen.');
  expect(text).not.toContain('<v');
  expect(await core.client.exports.list({ recordingId: talk?.id ?? '' })).toHaveLength(1);
});

it('shows a preview with what of the subtitles is not as asked for', async () => {
  const { recordings } = await core.client.library.list({ order: 'title', descending: false });
  const transcriptId = recordings.find(({ title }) => title === 'gespräch')?.transcriptId ?? '';
  const options = { charactersPerSecond: 5, maximumDuration: 2 };
  const preview = await core.client.exports.preview({ transcriptId, format: 'srt', options });
  expect(preview).toMatchObject({ fileName: 'gespräch.srt', isPage: false, isCut: false });
  expect(preview.violations.map(({ kind }) => kind)).toContain('tooFast');
  const page = await core.client.exports.preview({ transcriptId, format: 'pdf' });
  expect(page).toMatchObject({ isPage: true, violationCount: 0 });
  expect(page.content).toContain('<!doctype html>');
});

it('puts the sound into a page that plays it', async () => {
  const { recordings } = await core.client.library.list({});
  const transcriptId = recordings.find(({ title }) => title === 's01')?.transcriptId ?? '';
  const page = await core.client.exports.render({ transcriptId, format: 'html', options: { sound: true } });
  const sound = /src="data:audio\/mp4;base64,([^"]+)"/.exec(page.content)?.[1] ?? '';
  expect(Buffer.from(sound, 'base64').subarray(4, 8).toString()).toBe('ftyp');
  expect(page.content).toMatch(/<span data-t="\d/);
});

it('is in a language where that is certain, so that every form of its words is found', async () => {
  const said = {
    de: `Also was ich zu den Häusern sagen wollte: wir arbeiten jetzt seit zwei Jahren daran, und die Ergebnisse sind nicht das,
      was wir erwartet haben, aber gut genug, um sie den anderen zu zeigen.`,
    ja: '家について言いたかったことは、もう二年間取り組んでいるということです。',
    // Two languages, and one whose small words are not known.
    mixed: `What I wanted to say is that we have been at it for two years and the others are not. Was ich sagen wollte ist, dass
      wir seit zwei Jahren daran sind und dass es die anderen noch nicht sind.`,
    polish: `To, co chciałem powiedzieć o projekcie, to że pracujemy nad nim już od dwóch lat i wyniki nie są takie, jakich się
      spodziewaliśmy, ale są wystarczająco dobre, żeby pokazać je innym.`,
    short: 'Das ist alles.',
  };
  const languages: Record<string, string | null> = {};
  for (const [name, text] of Object.entries(said)) {
    const { recordingId } = await core.client.imports.add({ path: await file(`${name}.txt`, text) });
    languages[name] = (await core.transcriptOf(recordingId)).language;
  }
  expect(languages).toEqual({ de: 'de', ja: 'ja', mixed: null, polish: null, short: null });
  const { groups } = await core.client.search.find({ query: 'Haus' });
  expect(groups.map(({ recording }) => recording.title)).toEqual(['de']);
});
