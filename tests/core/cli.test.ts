import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jsonFormatSchema } from '../../shared/formats/json.ts';
import { parseSrt } from '../../shared/formats/srt.ts';
import { sample, sampleModel } from '../support/fixtures.ts';
import { jsonLines, type RunningTrax, startTrax, type TraxRun } from '../support/trax.ts';

let base: string;
let home: string;
let work: string;
const running: RunningTrax[] = [];

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'trax-cli-'));
  home = join(base, 'home é');
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
});
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.signal('SIGTERM');
    await one.ended;
  }
});

function start(...args: string[]): RunningTrax {
  const trax = startTrax(args, { home, cwd: work });
  running.push(trax);
  return trax;
}
const trax = (...args: string[]): Promise<TraxRun> => start(...args).ended;
const model = ['--model', sampleModel];

async function referenceText(file: string): Promise<string> {
  const references = JSON.parse(await readFile(sample('references.json'), 'utf8')) as Record<
    string,
    { text: string }
  >;
  return references[file]?.text ?? '';
}
const wordsOf = (text: string) => text.toLowerCase().match(/[a-z']+/g) ?? [];

describe('mistakes in the command line', () => {
  it('end with 2, a sentence on standard error, and nothing started', async () => {
    for (const args of [
      ['nonsense'],
      ['transcribe'],
      ['transcribe', 'a', '--format', 'doc'],
      ['list', '--limit', '0'],
    ]) {
      const { exitCode, stdout, stderr } = await trax(...args);
      expect({ args, exitCode, stdout }).toEqual({ args, exitCode: 2, stdout: '' });
      expect(stderr).toContain('error:');
    }
    expect(await readdir(base)).not.toContain(basename(home));
  });
});

describe('transcribing from the command line', () => {
  it('prints nothing but the result to standard output, each word with a time and a probability', async () => {
    const files = ['s01.wav', 's02.wav', 's03.wav'];
    const { exitCode, stdout } = await trax(
      'transcribe',
      ...files.map(sample),
      ...model,
      '--format',
      'json',
      '--out',
      '-',
    );
    expect(exitCode).toBe(0);
    const documents = jsonLines(stdout).map((line) => jsonFormatSchema.parse(line));
    expect(documents.map(({ title }) => title).sort()).toEqual(['s01', 's02', 's03']);
    for (const { title, text, segments, duration } of documents) {
      expect(wordsOf(text)).toEqual(wordsOf(await referenceText(`${title}.wav`)));
      const words = segments.flatMap((segment) => segment.words);
      let last = 0;
      for (const { start, end, confidence } of words) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end - start).toBeGreaterThanOrEqual(0.0195);
        expect(confidence).toBeGreaterThan(0);
        last = end;
      }
      expect(last).toBeLessThanOrEqual((duration ?? 0) + 0.001);
    }
  });

  it('writes beside the recording, keeps what somebody else has written, and replaces only when told so', async () => {
    const source = join(work, "it's – 録音.wav");
    await copyFile(sample('s01.wav'), source);
    await writeFile(join(work, "it's – 録音.srt"), 'mine');
    const command = ['transcribe', basename(source), ...model, '--format', 'srt'];
    const first = await trax(...command);
    expect(first).toMatchObject({ exitCode: 0, stdout: '' });
    expect(first.stderr).toContain("it's – 録音 (2).srt");
    const written = await readFile(join(work, "it's – 録音 (2).srt"), 'utf8');
    expect(parseSrt(written).length).toBeGreaterThan(0);
    expect(await readFile(join(work, "it's – 録音.srt"), 'utf8')).toBe('mine');
    expect((await trax(...command, '--force')).exitCode).toBe(0);
    expect(await readFile(join(work, "it's – 録音.srt"), 'utf8')).toBe(written);
  });

  it('names what failed with its reason, does the rest, and ends with 1', async () => {
    await writeFile(join(work, 'text.mp3'), 'this is no recording');
    await writeFile(join(work, 'empty.mp3'), '');
    const files = ['missing.mp3', 'text.mp3', 'empty.mp3', sample('s01.wav')];
    const { exitCode, stdout } = await trax('transcribe', ...files, ...model, '--json', '--out', 'out/');
    expect(exitCode).toBe(1);
    const lines = jsonLines(stdout);
    const codes = lines
      .filter(({ type }) => type === 'failed')
      .map(({ failure }) => (failure as { code: string }).code);
    expect(codes.sort()).toEqual(['FILE_EMPTY', 'FILE_NOT_FOUND', 'MEDIA_UNREADABLE']);
    expect(lines.at(-1)).toEqual({ type: 'finished', done: 1, failed: 3 });
    expect(await readdir(join(work, 'out'))).toEqual(['s01.txt']);
  });

  it('says which model is missing and what to do', async () => {
    const { exitCode, stderr } = await trax('transcribe', sample('s01.wav'), '--model', 'small');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('The model small is not on this computer.');
    expect(stderr).toContain('Download it');
  });

  it('keeps what is done on Ctrl+C, ends with 130, and goes on with the same command', {
    timeout: 300_000,
  }, async () => {
    const command = ['transcribe', sample('long3.m4a'), ...model, '--format', 'json', '--out', '-'];
    const first = start(...command, '--json');
    await expect.poll(() => progressOf(first.output()), { timeout: 60_000 }).toBeGreaterThan(0.1);
    first.signal('SIGINT');
    const stopped = await first.ended;
    expect(stopped.exitCode).toBe(130);
    const [added] = jsonLines(stopped.stdout).filter(({ type }) => type === 'added');
    const id = String(added?.recordingId);
    const before = JSON.parse((await trax('show', id, '--json')).stdout);
    expect(before.recording.item.state).toBe('paused');
    expect(before.transcript.transcribedUntil).toBeGreaterThan(30);

    const { exitCode, stdout } = await trax(...command);
    expect(exitCode).toBe(0);
    const after = JSON.parse((await trax('show', id, '--json')).stdout);
    expect(after.transcript.id).toBe(before.transcript.id);
    const document = jsonFormatSchema.parse(JSON.parse(stdout));
    expect(document.coverage.at(-1)?.end).toBeCloseTo(document.duration ?? 0, 1);
    const words = document.segments.flatMap((segment) => segment.words);
    expect(words.every((word, index) => word.start >= (words[index - 1]?.end ?? 0))).toBe(true);
    expect(words.length).toBeGreaterThan(1300);
  });

  it('works twice at the same time in one library', async () => {
    const both = await Promise.all(
      ['s04.wav', 's05.wav'].map((name) => trax('transcribe', sample(name), ...model, '--out', '-')),
    );
    for (const [index, { exitCode, stdout }] of both.entries()) {
      expect(exitCode).toBe(0);
      expect(wordsOf(stdout)).toEqual(wordsOf(await referenceText(index === 0 ? 's04.wav' : 's05.wav')));
    }
  });
});

function progressOf(output: string): number {
  const shares = [...output.matchAll(/"stage":"recognizing","progress":([\d.]+)/g)].map((match) =>
    Number(match[1]),
  );
  return Math.max(0, ...shares);
}

describe('the library from the command line', () => {
  beforeAll(async () => {
    await startTrax(['transcribe', sample('s06.wav'), ...model, '--out', '-'], { home }).ended;
  });

  it('is listed, shown and exported by the first characters of an id', async () => {
    const { stdout } = await trax('list', 's06');
    const id = /^([0-9a-f]{8}) /m.exec(stdout)?.[1] ?? '';
    expect(stdout).toMatch(/^ID +LENGTH +STATE +TITLE\n/);
    const shown = await trax('show', id);
    expect(shown.stdout).toContain('whisper.cpp');
    expect(wordsOf(shown.stdout)).toEqual(expect.arrayContaining(wordsOf(await referenceText('s06.wav'))));
    expect((await trax('export', id, '--out', 'there.vtt')).exitCode).toBe(0);
    expect(await readFile(join(work, 'there.vtt'), 'utf8')).toMatch(/^WEBVTT\n\n/);
    expect((await trax('export', id, '--format', 'srt', '--out', '-')).stdout).toMatch(/^1\n00:00:/);
    await writeFile(join(work, 'mine.tex'), '{{#segments}}\\item {{text}}{{/segments}}');
    const made = await trax(
      'export',
      id,
      '--template',
      'mine.tex',
      '--preset',
      'bbc',
      '--out',
      '.',
      '--json',
    );
    const { path } = jsonLines(made.stdout)[0] as { path: string };
    expect(await readFile(path, 'utf8')).toMatch(/^\\item \S/);
    expect(path).toMatch(/s06\.tex$/);

    const imported = await trax('import', 'there.vtt', '--recording', id, '--json');
    expect(jsonLines(imported.stdout)).toMatchObject([
      { recordingId: expect.stringContaining(id), passages: 1 },
    ]);
    expect((await trax('show', id)).stdout).toContain('imported from there.vtt');
  });

  it('says that there is no such recording, as JSON where that is asked for', async () => {
    const { exitCode, stdout } = await trax('show', 'ffffffff-0000', '--json');
    expect(exitCode).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([{ type: 'failed', failure: { code: 'NOT_FOUND' } }]);
  });

  it('is not disturbed by a reader that leaves early', async () => {
    const list = start('models', 'list');
    list.child.stdout?.destroy();
    const { exitCode, stderr } = await list.ended;
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('EPIPE');
  });

  it('takes in a model that loads, lists it, and removes it', async () => {
    await copyFile(sampleModel, join(work, 'ggml-mine.bin'));
    expect((await trax('models', 'import', 'ggml-mine.bin')).stderr).toContain('The model mine is ready');
    expect((await trax('models', 'list')).stdout).toMatch(/^mine +5\.7 MB +en +yes$/m);
    expect((await trax('models', 'remove', 'mine')).exitCode).toBe(0);
    expect((await trax('models', 'remove', 'trax-test.en')).stderr).toContain('only reads');
  });

  it('says what was found on this computer', async () => {
    const { exitCode, stdout } = await trax('doctor', '--json');
    expect(exitCode).toBe(1);
    expect(jsonLines(stdout)).toContainEqual(expect.objectContaining({ name: 'Model', state: 'missing' }));
  });

  it('shows and changes what is set, and takes a key from nowhere but standard input', async () => {
    expect((await trax('settings', 'language', 'de')).exitCode).toBe(0);
    expect((await trax('settings')).stdout).toMatch(/^language +de$/m);
    expect((await trax('settings', 'language', 'auto')).exitCode).toBe(0);
    expect((await trax('settings', 'workers', 'many')).exitCode).toBe(1);
    expect((await trax('settings', 'apiKey', 'sk-secret')).exitCode).toBe(2);
    expect((await trax('settings', 'nothing', 'x')).exitCode).toBe(2);
  });

  it('sets the port at which recordings are shared, and refuses one that is kept for the system', async () => {
    expect((await trax('settings', 'sharePort', '4711')).exitCode).toBe(0);
    const refused = await trax('settings', 'sharePort', '80');
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('sharePort')]);
    expect((await trax('settings')).stdout).toMatch(/^sharePort +4711$/m);
    const { stdout } = await trax('settings', 'sharePort', '0', '--json');
    expect(jsonLines(stdout)).toEqual([expect.objectContaining({ sharePort: 0 })]);
  });

  it('lets people at the database until Ctrl+C', async () => {
    const database = start('database');
    await expect.poll(() => database.output(), { timeout: 30_000 }).toContain('until Ctrl+C');
    const client = new Client({ connectionString: database.output().split('\n')[0] });
    await client.connect();
    expect(
      (await client.query('select count(*)::int as count from media_files')).rows[0].count,
    ).toBeGreaterThan(0);
    await client.end();
    database.signal('SIGINT');
    expect((await database.ended).exitCode).toBe(130);
  });

  it('is served to the browser of this computer until Ctrl+C', async () => {
    const serving = start('serve', '--no-open');
    await expect
      .poll(() => serving.output(), { timeout: 30_000 })
      .toMatch(/http:\/\/127\.0\.0\.1:\d+\/\S+\n/);
    const url = serving.output().split('\n')[0] ?? '';
    expect((await fetch(new URL('/', url))).status).toBe(401);
    serving.signal('SIGINT');
    expect((await serving.ended).exitCode).toBe(130);
  });
});
