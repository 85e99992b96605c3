import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exitCodes } from '../../electron/hosts/cli/exitCodes.ts';
import { runProgram } from '../../electron/hosts/cli/program.ts';
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

  it('is searched: what is said in which recording, and a sentence where nothing is', async () => {
    const [recording] = jsonLines((await trax(['list', '--json'])).stdout);
    const id = String(recording?.id).slice(0, 8);
    const spoken = (await trax(['export', id, '--format', 'txt', '--out', '-'])).stdout;
    const word = spoken.split(/\W+/).find((each) => each.length > 3) ?? '';
    const found = await trax(['search', word]);
    expect(found).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${id}  s01\n`) });
    expect(found.stdout).toContain(word);
    const said = jsonLines((await trax(['search', word, '--json'])).stdout);
    expect(said).toContainEqual(expect.objectContaining({ type: 'said', count: expect.any(Number) }));
    const nothing = { exitCode: 0, stdout: '', stderr: expect.stringContaining('Nothing was found') };
    expect(await trax(['search', 'xylophonistically'])).toMatchObject(nothing);
    expect(await trax(['search', word, '--language', 'de'])).toMatchObject(nothing);
    expect((await trax(['search', word, '--since', 'soon'])).exitCode).toBe(2);
  });

  it('goes back to an older schema, once it was said what that takes away, and forward again', async () => {
    const told = await trax(['downgrade', '--to', '031-afterwards']);
    expect(told).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/takes away:\n(.*\n)* {2}column transcript_segments\.terms/),
      stderr: expect.stringContaining('Nothing was changed'),
    });
    const unknown = await trax(['downgrade', '--to', '2.0']);
    expect(unknown).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('031-afterwards') });
    const done = await trax(['downgrade', '--to', '031-afterwards', '--yes']);
    expect(done).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('031-afterwards now') });
    expect(jsonLines((await trax(['list', '--json'])).stdout)).toMatchObject([{ title: 's01' }]);
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

  it('stays where it is when its move is killed, and is moved by the next', async () => {
    const disk = join(base, 'disk');
    const killed = startTrax(['move-data', disk], { home, cwd: base });
    await expect.poll(() => readdir(disk).catch(() => []), { interval: 5, timeout: 30_000 }).not.toEqual([]);
    killed.signal('SIGKILL');
    await killed.ended;
    expect(jsonLines((await trax(['list', '--json'])).stdout)).toHaveLength(1);
    expect((await trax(['check'])).exitCode).toBe(0);
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
    for (const args of [
      ['restore', '--at', 'soon'],
      ['restore', '--at', '2999-01-01'],
      ['backup', '--to', ''],
      ['export-library', ''],
    ])
      expect((await trax(args)).exitCode).toBe(2);
    for (const command of ['backup', 'backups', 'restore']) {
      const refused = await trax([command], { DATABASE_URL: 'postgresql://localhost/none' });
      expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('pg_basebackup') });
    }
  });

  it('says that nothing is left half done when it is stopped', async () => {
    const said: string[] = [];
    const terminal = {
      say: (text: string) => void said.push(text),
      out: async () => {},
      status() {},
      isWatched: false,
      columns: 80,
    };
    const stopped = { signal: AbortSignal.abort(), exitCode: exitCodes.interrupted, stop() {} };
    vi.stubEnv('TRAX_HOME', home);
    expect(await runProgram(['restore'], terminal, stopped)).toBe(130);
    vi.unstubAllEnvs();
    expect(said).toEqual([expect.stringMatching(/^Stopped\. Nothing is left half done/)]);
  });
});
