import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sample, sampleModel } from '../support/fixtures.ts';
import { jsonLines, startTrax } from '../support/trax.ts';

let base: string;
let home: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'trax-safety-'));
  home = join(base, 'home');
});
afterAll(async () => {
  // Root's database lies elsewhere, since PostgreSQL refuses root.
  const places = [home, join(base, 'disk')].map((folder) => join(folder, 'database.place'));
  const elsewhere = await Promise.all(places.map((path) => readFile(path, 'utf8').catch(() => null)));
  for (const folder of [base, ...elsewhere.map((text) => text?.trim())]) {
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

const trax = (args: readonly string[], environment: Record<string, string> = {}) =>
  startTrax(args, { home, cwd: base, environment }).ended;
const transcribe = (name: string) =>
  trax(['transcribe', sample(name), '--model', sampleModel, '--out', '-', '--format', 'txt']);

describe('the library, from the command line', () => {
  it('is backed up, and goes back to a time between two recordings', async () => {
    expect((await transcribe('s01.wav')).exitCode).toBe(0);
    const backup = await trax(['backup']);
    expect(backup).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('backed up') });
    const between = new Date().toISOString();
    expect((await transcribe('s02.wav')).exitCode).toBe(0);

    const [view] = jsonLines((await trax(['backups', '--json'])).stdout);
    expect(view).toMatchObject({ backups: [{ reason: 'wish' }], failure: null });
    const restored = await trax(['restore', '--at', between]);
    expect(restored).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is kept in') });
    const titles = jsonLines((await trax(['list', '--json'])).stdout).map(({ title }) => title);
    expect(titles).toEqual(['s01']);
  });

  it('is looked through: 0 when nothing is wrong, 1 when something is, and it is named', async () => {
    expect(await trax(['check'])).toMatchObject({ exitCode: 0, stdout: '' });
    const [recording] = jsonLines((await trax(['list', '--json'])).stdout);
    const peaks = join(home, 'peaks', `${recording?.id}.peaks`);
    await rm(peaks);
    for (const command of [['check'], ['repair', '--dry-run']]) {
      expect(await trax(command)).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(peaks) });
    }
    expect(await trax(['repair'])).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('1 mended'),
    });
    expect((await trax(['check'])).exitCode).toBe(0);
  });

  it('is exported and imported', async () => {
    const folder = join(base, 'moved');
    expect((await trax(['export-library', folder, '--media'])).exitCode).toBe(0);
    const [counts] = jsonLines((await trax(['import-library', folder, '--json'])).stdout);
    expect(counts).toEqual({ rows: 0, files: 0 });
  });

  it('gives a recording away as one file, and takes it back', async () => {
    const [recording] = jsonLines((await trax(['list', '--json'])).stdout);
    const id = String(recording?.id);
    const file = join(base, 'one.trax');
    const copied = await trax(['export-recording', id.slice(0, 8), '--out', file, '--media']);
    expect(copied).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(file) });
    const [opened] = jsonLines((await trax(['import-recording', file, '--json'])).stdout);
    expect(opened).toMatchObject({ recordingIds: [id], newIds: [], rows: 0 });
  });

  it('is moved as a whole to another folder, and found there', async () => {
    const disk = join(base, 'disk');
    const moved = await trax(['move-data', disk]);
    expect(moved).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is kept') });
    expect((await trax(['move-data'])).stdout).toBe(`${disk}\n`);
    const refused = await trax(['move-data', join(disk, 'inside')]);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('inside of the present') });
    const [forgotten] = jsonLines((await trax(['move-data', '--forget', '--json'])).stdout);
    expect(forgotten).toEqual({ removed: [home] });
    expect(await readdir(home)).toEqual(['moved.json']);
    expect(jsonLines((await trax(['list', '--json'])).stdout)).toHaveLength(1);
  });

  it('says what it does not understand, and that backups of a server of one’s own are made there', async () => {
    expect((await trax(['restore', '--at', 'soon'])).exitCode).toBe(2);
    const refused = await trax(['restore'], { DATABASE_URL: 'postgresql://localhost/none' });
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('pg_basebackup') });
  });
});
