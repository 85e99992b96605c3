import { copyFile, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sample, sampleModel } from '../support/fixtures.ts';
import { jsonLines, startTrax } from '../support/trax.ts';

let base: string;
let home: string;
let work: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'trax-batch-'));
  home = join(base, 'home');
});
afterAll(async () => {
  // Root's database lies elsewhere, since PostgreSQL refuses root.
  const elsewhere = await readFile(join(home, 'database.place'), 'utf8').catch(() => null);
  for (const folder of [base, elsewhere?.trim()]) {
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
beforeEach(async () => {
  work = await mkdtemp(join(base, 'work '));
  for (const name of ['s01.wav', 's02.wav', 's03.wav']) await copyFile(sample(name), join(work, name));
});

const trax = (...args: string[]) => startTrax(['batch', ...args], { home, cwd: work }).ended;
const model = ['--model', sampleModel];

describe('a batch from the command line', () => {
  it('is added by a pattern, listed, paused, resumed, worked on, and leaves a folder of subtitles', async () => {
    const added = await trax(
      'add',
      '*.wav',
      ...model,
      '--name',
      'Talks',
      '--export',
      'srt,txt',
      '--out',
      'out',
      '--json',
    );
    expect(added.exitCode).toBe(0);
    const [{ batchId, recordings } = {}] = jsonLines(added.stdout);
    expect(recordings).toBe(3);
    const id = String(batchId).slice(0, 8);
    expect((await trax('list')).stdout).toMatch(new RegExp(`^${id} +0/3 +0 +waiting +Talks$`, 'm'));
    expect((await trax('pause', id)).stderr).toContain('3 recordings paused.');
    expect(jsonLines((await trax('list', '--json')).stdout)).toMatchObject([
      { isPaused: true, status: 'paused' },
    ]);
    expect((await trax('priority', '7', id)).stderr).toContain('3 recordings reprioritised.');
    expect(jsonLines((await trax('resume', '--all', '--json')).stdout)).toEqual([
      { type: 'resumed', changed: 3 },
    ]);

    const watched = await trax('watch', id);
    expect(watched).toMatchObject({ exitCode: 0, stdout: '' });
    expect(watched.stderr).toContain('3 done, 0 failed.');
    expect(watched.stderr).toContain('6 files written.');
    expect((await readdir(join(work, 'out'))).sort()).toEqual(
      ['s01', 's02', 's03'].flatMap((name) => [`${name}.srt`, `${name}.txt`]),
    );
    const shown = jsonLines((await trax('show', id, '--json')).stdout);
    expect(shown).toMatchObject([{ batch: { status: 'completed' }, summary: { done: 3, filesWritten: 6 } }]);
  });

  it('leaves out what is here already under any name, unless it is wanted again', async () => {
    await rename(join(work, 's01.wav'), join(work, 'renamed.wav'));
    const left = await trax('add', 'renamed.wav', ...model);
    expect(left.exitCode).toBe(0);
    expect(left.stderr).toMatch(/renamed\.wav: here already as “s01”\.\n1 left out; --again takes them\./);
    const [again] = jsonLines((await trax('add', 'renamed.wav', '--again', ...model, '--json')).stdout);
    expect(again).toMatchObject({ recordings: 1, repeats: [] });
    expect((await trax('cancel', String(again?.batchId))).exitCode).toBe(0);
  });

  it('comes from a watch folder that is listed, paused and let go', async () => {
    const folder = (...args: string[]) => startTrax(['watch-folder', ...args], { home, cwd: work }).ended;
    expect(
      (await folder('add', '.', '--only-new', '--export', 'srt', '--command', 'echo "{name}"')).exitCode,
    ).toBe(0);
    expect((await folder('pause', '.')).stderr).toContain('1 folder paused.');
    expect(jsonLines((await folder('list', '--json')).stdout)).toMatchObject([
      { path: work, state: 'paused', afterwards: { formats: ['srt'], command: ['echo', '{name}'] } },
    ]);
    expect((await folder('add', '.')).stderr).toContain('is watched already');
    expect((await folder('remove', '.')).exitCode).toBe(0);
    expect((await folder('list')).stderr).toContain('No folder is watched');
  });

  it('is cancelled and tried again', async () => {
    const [{ batchId } = {}] = jsonLines(
      (await trax('add', 's01.wav', 's02.wav', '--again', ...model, '--json')).stdout,
    );
    const id = String(batchId);
    expect((await trax('cancel', id)).stderr).toContain('2 recordings cancelled.');
    expect((await trax('show', id)).stderr).toContain('2 x Cancelled.');
    expect((await trax('retry', id)).stderr).toContain('2 recordings put back.');
    expect((await trax('watch', id, '--json')).exitCode).toBe(0);
  });

  it('has its recordings steered one by one, and its settings changed', async () => {
    const [{ batchId } = {}] = jsonLines((await trax('add', '*.wav', '--again', ...model, '--json')).stdout);
    const id = String(batchId);
    const items = async () => {
      const [shown] = jsonLines((await trax('show', id, '--json')).stdout) as [
        { entries: { title: string; item: { id: string; state: string } }[] },
      ];
      return shown.entries.map(({ title, item }) => ({ title, ...item }));
    };
    const [one, two, three] = (await items()).map((item) => item.id.slice(0, 12)) as [string, string, string];
    expect((await trax('move', three, '--before', one)).stderr).toContain('1 recording moved.');
    expect((await trax('move', one, '--after', two)).stderr).toContain('1 recording moved.');
    expect((await trax('pause', two, '--json')).stdout).toBe('{"type":"paused","changed":1}\n');
    expect((await trax('cancel', one)).exitCode).toBe(0);
    expect((await trax('retry', one, '--failed')).stderr).toContain('0 recordings put back.');
    expect((await items()).map(({ title, state }) => `${title} ${state}`)).toEqual([
      's03 waiting',
      's02 paused',
      's01 cancelled',
    ]);
    expect((await trax('set', id, '--language', 'de', '--json')).stdout).toBe(
      '{"type":"changed","changed":2}\n',
    );
    expect((await trax('set', id, '--workers', '1', '--memory', '900')).stderr).toContain(
      '3 recordings changed.',
    );
    expect((await trax('set', one, '--workers', '1')).stderr).toContain('limits of whole batches');
    expect((await trax('remove', one, two)).stderr).toContain('2 recordings removed.');
    expect((await items()).map(({ title }) => title)).toEqual(['s03']);
    expect((await trax('remove', id)).exitCode).toBe(0);
  });

  it('names what is wrong with the command', async () => {
    for (const args of [
      ['add'],
      ['add', 'x', '--export', 'rtf'],
      ['add', 'x', '--priority', '200'],
      ['add', 'x', '--pattern', '../{title}.{ext}'],
      ['add', 'x', '--webhook', 'ftp://x'],
      ['add', 'x', '--command', 'say "what'],
      ['pause'],
      ['move', '--all'],
      ['set', '--all'],
      ['priority', '101', '--all'],
    ]) {
      const { exitCode, stderr } = await trax(...args);
      expect({ args, exitCode }).toEqual({ args, exitCode: 2 });
      expect(stderr).toContain('error:');
    }
    expect((await trax('show', 'ffffffff')).stderr).toContain('There is no batch with the id ffffffff.');
  });
});
