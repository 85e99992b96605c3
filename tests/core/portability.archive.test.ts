import { copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCore, type TestCore } from '../support/core.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample } from '../support/fixtures.ts';
import { storeTranscript } from '../support/storedTranscript.ts';

let stack: AsyncDisposableStack;
let copied: Awaited<ReturnType<typeof copyRecording>>;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  copied = await copyRecording();
});
afterAll(() => stack.disposeAsync());

const temporary = async () => stack.use(await createDataFolder()).path;
const open = ({ client }: TestCore, path: string) => client.portability.importRecordings({ path });

/** A library with an edited recording of two speakers and another recording, and the first as a file. */
async function copyRecording() {
  const core = await startCore(stack);
  const source = await temporary();
  const path = join(source, 'talk: "one".wav');
  await copyFile(sample('s01.wav'), path);
  const [id = ''] = (await core.add([path])).ids;
  await core.ended(id);
  await storeTranscript(core, ['Somebody else says something.']);
  const { id: transcriptId, segments } = await core.transcriptOf(id);
  const [first] = segments;
  await core.client.transcripts.edit({
    transcriptId,
    command: { type: 'editText', id: first?.id ?? '', text: 'What was meant.' },
  });
  await core.query(
    `insert into speaker_profiles (name, embedding) values ('Nobody', 'AAAA'), ('Alice', 'AAAA')`,
  );
  await core.query(
    `insert into transcript_speakers (transcript_id, label, profile_id)
     select $1, 'S1', id from speaker_profiles where name = 'Alice'`,
    transcriptId,
  );
  await core.query(`insert into collections (name) values ('Mine')`);
  await core.query('insert into collection_media_files select c.id, $1 from collections c', id);
  const file = join(await temporary(), 'talk.trax');
  const counts = await core.client.portability.exportRecordings({ ids: [id], path: file, media: true });
  return { core, id, path, file, counts };
}

describe('a recording as one file', () => {
  it('is the same in another library, with its sound, its edits and its people; and nothing else comes along', async () => {
    const { core, id, path, file, counts } = copied;
    expect(counts).toMatchObject({ files: 2, size: (await stat(file)).size });
    expect(await readdir(join(file, '..'))).toEqual(['talk.trax']);
    const before = await core.transcriptOf(id);
    await rename(path, `${path}.away`);

    const other = await startCore(stack);
    expect(await open(other, file)).toMatchObject({ recordingIds: [id], newIds: [id], files: 2 });
    const after = await other.transcriptOf(id);
    expect(after.text).toBe(before.text);
    expect(after.text).toContain('What was meant.');
    const recording = await other.client.library.get({ id });
    expect(recording.path.startsWith(join(other.folder, 'media'))).toBe(true);
    expect(await readFile(recording.path)).toEqual(await readFile(sample('s01.wav')));
    const log = await other.client.transcripts.undo({ transcriptId: after.id });
    expect(log).toBeTruthy();
    expect((await other.transcriptOf(id)).text).not.toContain('What was meant.');

    expect((await other.client.library.count({})).total).toBe(1);
    // A voice print identifies a person: only the name is given away.
    expect(await other.query('select name, embedding from speaker_profiles')).toEqual([
      { name: 'Alice', embedding: null },
    ]);
    expect(await other.query('select 1 from collections union all select 1 from batch_items')).toEqual([]);
    expect((await other.client.maintenance.check({ media: true })).findings).toEqual([]);
    await rename(`${path}.away`, path);
  });

  it('changes nothing when it is opened twice, nor where the recording has gone another way since', async () => {
    const { core, id, file } = copied;
    const { id: transcriptId, segments, text } = await core.transcriptOf(id);
    expect(await open(core, file)).toMatchObject({ recordingIds: [id], newIds: [], rows: 0, files: 0 });
    await core.query('delete from transcript_segments where id = $1', segments[0]?.id);
    await core.query('delete from speaker_profiles');
    expect(await open(core, file)).toMatchObject({ newIds: [], rows: 0 });
    expect((await core.transcriptOf(id)).text).not.toBe(text);
    expect(await core.query('select name from speaker_profiles')).toEqual([]);
    await core.client.library.remove({ ids: [id] });
    expect(await open(core, file)).toMatchObject({ newIds: [id] });
    expect((await core.transcriptOf(id)).id).toBe(transcriptId);
  });

  it('is refused with the name of the part that is damaged, wherever the damage is, and nothing of it is stored', async () => {
    const { core, id, file } = copied;
    await core.client.library.remove({ ids: [id] });
    const whole = await readFile(file);
    const flipped = async (at: number) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      await writeFile(file, bytes);
      return open(core, file).catch((error: unknown) => error);
    };
    const inside = (name: string) => whole.indexOf(name) + name.length + 40;
    expect(await flipped(inside('tables/transcript_segments.jsonl'))).toMatchObject({
      code: 'EXPORT_DAMAGED',
      details: {
        file: 'tables/transcript_segments.jsonl',
        how: expect.stringMatching(/^(was changed|cannot be read)$/),
      },
    });
    expect(await flipped(inside(`files/file_path/${id}/talk- -one-.wav`))).toMatchObject({
      details: { file: expect.stringMatching(/^files\/file_path\/.*\.wav$/), how: 'was changed' },
    });
    await writeFile(file, whole.subarray(0, whole.length - 100));
    await expect(open(core, file)).rejects.toMatchObject({
      code: 'EXPORT_DAMAGED',
      details: { how: expect.stringMatching(/end is missing/) },
    });
    await writeFile(file, 'nothing of the kind');
    await expect(open(core, file)).rejects.toMatchObject({ code: 'EXPORT_DAMAGED' });
    await expect(open(core, `${file}.gone`)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect((await core.client.library.count({})).total).toBe(1);
    expect(await readdir(join(core.folder, 'media'))).toEqual([]);
    await writeFile(file, whole);
    expect(await open(core, file)).toMatchObject({ newIds: [id] });
  });

  it('is refused where it cannot be written', async () => {
    const { core, id, path } = copied;
    await core.client.library.restore({ ids: [id] });
    for (const file of [join(path, 'talk.trax'), join(await temporary(), 'away', 'talk.trax')]) {
      const refused = core.client.portability.exportRecordings({ ids: [id], path: file, media: true });
      await expect(refused).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
    }
    const library = core.client.portability.exportLibrary({ folder: path, media: false });
    await expect(library).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
  });

  it('is given to a browser as a download, and a copy that a browser handed over is not kept', async () => {
    const { core, id, file } = copied;
    const answer = await core.serveCopy(new Request(`http://trax/copy?id=${id}&media=1`));
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('talk- -one-.trax'));
    const archive = Buffer.from(await answer.arrayBuffer());
    await core.client.library.remove({ ids: [id] });
    const uploaded = join(core.folder, 'media', 'given');
    await mkdir(uploaded);
    await writeFile(join(uploaded, 'talk.trax'), archive);
    expect(await open(core, join(uploaded, 'talk.trax'))).toMatchObject({ newIds: [id], files: 1 });
    expect(await readdir(join(core.folder, 'media'))).not.toContain('given');
    expect((await core.serveCopy(new Request('http://trax/copy?id=none'))).status).toBe(404);
    expect((await stat(file)).size).toBeGreaterThan(0);
  });
});
