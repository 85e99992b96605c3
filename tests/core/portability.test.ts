import { copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../electron/core/portability/exportManifest.ts';
import { openFolder } from '../../electron/core/portability/exportSource.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample } from '../support/fixtures.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const temporary = async () => stack.use(await createDataFolder()).path;
/** Without what differs from computer to computer: the places of waveforms, and settings. */
const sums = async (folder: string) =>
  (await readManifest(openFolder(folder))).tables
    .map(({ name, rows, sha256 }) => ({ name, rows, sha256 }))
    .filter(({ name }) => !['media_files', 'settings'].includes(name));

/** A library with a recording, a speaker with a number, a collection and an edit; and where it was exported to. */
async function exported(media: boolean) {
  const core = await startCore(stack);
  const source = await temporary();
  const path = join(source, 'talk.wav');
  await copyFile(sample('s01.wav'), path);
  const [id = ''] = (await core.add([path])).ids;
  await core.ended(id);
  await core.query(`insert into speaker_profiles (name) values ('nobody'), ('Alice')`);
  await core.query(`delete from speaker_profiles where name = 'nobody'`);
  await core.query(`insert into transcript_speakers (transcript_id, label, profile_id)
    select t.id, 'S1', p.id from transcription_results t, speaker_profiles p`);
  await core.query(`insert into transcript_edits (transcript_id, sequence, command, inverse)
    select id, 1, '{"type": "editText"}', '{"type": "editText"}' from transcription_results`);
  await core.query(`insert into collections (name) values ('Interviews')`);
  await core.query(`insert into collection_media_files select c.id, m.id from collections c, media_files m`);
  const folder = await temporary();
  const counts = await core.client.portability.exportLibrary({ folder, media });
  return { core, id, path, folder, counts };
}

const ask = ({ client }: TestCore, folder: string) => client.portability.importLibrary({ folder });

describe('a library that is exported', () => {
  it('is the same in another place, with its recordings, and importing twice changes nothing', async () => {
    const { core, id, path, folder, counts } = await exported(true);
    expect(counts.files).toBe(2);
    const text = (await core.transcriptOf(id)).text;
    await rm(path);

    const other = await startCore(stack);
    // The two settings of these tests are there already.
    expect(await ask(other, folder)).toEqual({ ...counts, rows: counts.rows - 2 });
    expect(await ask(other, folder)).toEqual({ rows: 0, files: 0 });
    expect((await other.transcriptOf(id)).text).toBe(text);
    const recording = await other.client.library.get({ id });
    expect(recording.path.startsWith(join(other.folder, 'media'))).toBe(true);
    expect((await stat(recording.path)).size).toBe(recording.size);
    const peaks = await other.serveMedia(new Request(`http://trax/peaks/${id}`));
    expect(peaks.status).toBe(200);
    expect((await other.client.maintenance.check({ media: true })).findings).toEqual([]);
    const speakers = await other.query(
      `select p.name from transcript_speakers s join speaker_profiles p on p.id = s.profile_id`,
    );
    expect(speakers).toEqual([{ name: 'Alice' }]);
    // Queries are planned for what has come, and not for the empty library of before.
    const known = await other.query(`select reltuples from pg_class where relname = 'media_files'`);
    expect(known).toEqual([{ reltuples: 1 }]);
  });

  it('gives the same files again when it is exported from where it was imported', async () => {
    const { folder } = await exported(false);
    const other = await startCore(stack);
    await other.query('alter sequence speaker_profiles_id_seq restart with 2');
    await ask(other, folder);
    const again = await temporary();
    await other.client.portability.exportLibrary({ folder: again, media: false });
    expect(await sums(again)).toEqual(await sums(folder));
  });

  it('joins a library that has people and collections of the same names', async () => {
    const { folder } = await exported(false);
    const other = await startCore(stack);
    await other.query(`insert into speaker_profiles (name) values ('Alice'), ('Bob')`);
    await other.query(`insert into collections (name) values ('Interviews')`);
    await ask(other, folder);
    expect(await other.query('select name from speaker_profiles order by id')).toEqual([
      { name: 'Alice' },
      { name: 'Bob' },
    ]);
    const joined = await other.query(
      `select p.name, c.name as collection from transcript_speakers s join speaker_profiles p on p.id = s.profile_id
       join transcription_results t on t.id = s.transcript_id
       join collection_media_files f on f.media_file_id = t.media_file_id join collections c on c.id = f.collection_id`,
    );
    expect(joined).toEqual([{ name: 'Alice', collection: 'Interviews' }]);
  });

  it('goes on where an export was stopped, without copying again, and where an import was', async () => {
    const { core, id, folder } = await exported(true);
    await rm(join(folder, 'library.json'));
    const again = await core.client.portability.exportLibrary({ folder, media: true });
    expect(again.files).toBe(0);
    expect(await readdir(folder)).toContain('library.json');

    // And an import, with what belongs to a recording that has come already.
    const other = await startCore(stack);
    await other.query('alter sequence speaker_profiles_id_seq restart with 2');
    await other.query(`create function refuse() returns trigger language plpgsql
      as $$ begin raise exception 'no more'; end $$`);
    await other.query('create trigger refuse before insert on transcript_edits execute function refuse()');
    await expect(ask(other, folder)).rejects.toThrow();
    expect(await other.query('select id from media_files')).toEqual([{ id }]);
    await other.query('drop function refuse cascade');
    // What has not come yet is nothing that repair should count away.
    await other.query(
      'delete from transcript_segments where position = (select max(position) from transcript_segments)',
    );
    expect((await other.client.maintenance.check({})).findings).toEqual([]);
    await ask(other, folder);
    const target = await temporary();
    await other.client.portability.exportLibrary({ folder: target, media: true });
    expect(await sums(target)).toEqual(await sums(folder));
  });
});

describe('an export that is not whole', () => {
  it('is refused with the name of what is wrong, and nothing is stored', async () => {
    const { folder } = await exported(false);
    const other = await startCore(stack);
    const table = join(folder, 'tables', 'transcript_segments.jsonl');
    const text = await readFile(table, 'utf8');
    await writeFile(table, text.replace('"text"', '"TEXT"'));
    await expect(ask(other, folder)).rejects.toMatchObject({
      code: 'EXPORT_DAMAGED',
      details: { file: 'tables/transcript_segments.jsonl', how: 'was changed' },
    });
    await rm(table);
    await expect(ask(other, folder)).rejects.toMatchObject({
      details: { file: 'tables/transcript_segments.jsonl', how: 'is missing' },
    });
    await rm(join(folder, 'library.json'));
    await expect(ask(other, folder)).rejects.toMatchObject({
      details: { file: 'library.json', how: 'is missing' },
    });
    expect(await other.query('select 1 from media_files')).toEqual([]);
  });

  it('or of a newer Trax is refused', async () => {
    const { folder } = await exported(false);
    const path = join(folder, 'library.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...manifest, schema: '999-future' }));
    const other = await startCore(stack);
    await expect(ask(other, folder)).rejects.toMatchObject({ code: 'DATABASE_TOO_NEW' });
  });
});
