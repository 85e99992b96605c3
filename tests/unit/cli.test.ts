import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseFormat, destinationFor, parseOutput } from '../../electron/hosts/cli/destination.ts';
import { formatDuration } from '../../electron/hosts/cli/duration.ts';
import { failureJson, failureText } from '../../electron/hosts/cli/failureText.ts';
import { modelArgument } from '../../electron/hosts/cli/modelArgument.ts';
import { createProgram } from '../../electron/hosts/cli/program.ts';
import { progressLine, type Underway } from '../../electron/hosts/cli/progressLine.ts';
import { table } from '../../electron/hosts/cli/table.ts';
import { columnsOf } from '../../shared/transcript/script.ts';

/** Reads a command line without running it; gives the arguments and flags that the command would get. */
async function parse(...args: string[]): Promise<unknown[]> {
  let got: unknown[] = [];
  const program = createProgram(
    () =>
      async (...given) => {
        got = given.slice(0, -1);
      },
    { say() {}, out: async () => {} },
  );
  await program.parseAsync(args, { from: 'user' });
  return got;
}

describe('the command line', () => {
  it('takes files and flags in any order, and a name with a leading dash after --', async () => {
    expect(await parse('transcribe', 'a.mp3', '--format', 'srt', 'b.mp3', '--out', '-')).toEqual([
      ['a.mp3', 'b.mp3'],
      { format: 'srt', out: '-', speakers: true, paragraphs: true },
    ]);
    expect(await parse('transcribe', '--', '-a.mp3')).toEqual([
      ['-a.mp3'],
      { speakers: true, paragraphs: true },
    ]);
    expect(await parse('transcribe', 'a.mp3', '--language', 'de', '--translate')).toEqual([
      ['a.mp3'],
      { language: 'de', translate: true, speakers: true, paragraphs: true },
    ]);
    expect(await parse('transcribe', 'a.mp3', '--hints', 'Ada Lovelace, ffmpeg')).toEqual([
      ['a.mp3'],
      { hints: ['Ada Lovelace', 'ffmpeg'], speakers: true, paragraphs: true },
    ]);
    expect(await parse('serve', '--port', '80', '--no-open')).toEqual([[], { port: '80', open: false }]);
  });

  it.each([
    [['nonsense']],
    [['transcribe']],
    [['transcribe', 'a', '--format', 'doc']],
    [['transcribe', 'a', '--engine', 'magic']],
    [['transcribe', 'a', '--language', 'German']],
    [['transcribe', 'a', '--nope']],
    [['show']],
    [['models', 'download']],
  ])('refuses %j as a mistake of use', async (args) => {
    await expect(parse(...args)).rejects.toBeInstanceOf(CommanderError);
  });
});

describe('the model that is meant', () => {
  it.each([
    ['small-q5_1', 'small-q5_1'],
    ['Systran/faster-whisper-large-v3', 'Systran/faster-whisper-large-v3'],
    ['/models/ggml-x.bin', '/models/ggml-x.bin'],
    ['./ggml-x.bin', join(process.cwd(), 'ggml-x.bin')],
    ['some/ggml-x.bin', join(process.cwd(), 'some/ggml-x.bin')],
    ['resources/sample/ggml-trax-test.en.bin', join(process.cwd(), 'resources/sample/ggml-trax-test.en.bin')],
  ])('by %s is %s', (given, meant) => {
    expect(modelArgument(given)).toBe(meant);
  });
});

describe('where a result goes', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trax-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const srt = { format: 'srt', options: {} } as const;
  const wish = (force = false, written: string[] = []) => ({ force, written: new Set(written) });

  it('is beside the recording, under a name that is free', async () => {
    const source = join(folder, 'Ünï talk.v2.mp4');
    expect(await destinationFor(source, srt, { kind: 'beside' }, wish())).toBe(
      join(folder, 'Ünï talk.v2.srt'),
    );
    await writeFile(join(folder, 'Ünï talk.v2.srt'), 'made by somebody');
    expect(await destinationFor(source, srt, { kind: 'beside' }, wish())).toBe(
      join(folder, 'Ünï talk.v2 (2).srt'),
    );
  });

  it('replaces what is there only when told so, and never what this command wrote or the recording itself', async () => {
    const taken = join(folder, 'talk.srt');
    await writeFile(taken, '');
    const beside = { kind: 'beside' } as const;
    expect(await destinationFor(join(folder, 'talk.mp4'), srt, beside, wish(true))).toBe(taken);
    const next = join(folder, 'talk (2).srt');
    expect(await destinationFor(join(folder, 'talk.wav'), srt, beside, wish(true, [taken]))).toBe(next);
    expect(await destinationFor(taken, srt, beside, wish(true))).toBe(next);
  });

  it('is a folder, a file or standard output as --out says', async () => {
    await mkdir(join(folder, 'there'));
    expect(await parseOutput(undefined, 1)).toEqual({ kind: 'beside' });
    expect(await parseOutput('-', 3)).toEqual({ kind: 'stdout' });
    expect(await parseOutput(join(folder, 'there'), 1)).toMatchObject({ kind: 'folder' });
    expect(await parseOutput(`${join(folder, 'new')}/`, 1)).toMatchObject({ kind: 'folder' });
    expect(await parseOutput(join(folder, 'new'), 2)).toMatchObject({ kind: 'folder' });
    expect(await parseOutput(join(folder, 'x.srt'), 1)).toMatchObject({ kind: 'file' });
  });

  it('says the format where nothing else does', () => {
    expect(chooseFormat(undefined, { kind: 'file', path: '/x/TALK.VTT' })).toBe('vtt');
    expect(chooseFormat('json', { kind: 'file', path: '/x/talk.vtt' })).toBe('json');
    expect(chooseFormat(undefined, { kind: 'file', path: '/x/talk.doc' })).toBe('txt');
    expect(chooseFormat(undefined, { kind: 'beside' })).toBe('txt');
  });
});

describe('the progress line', () => {
  const running = {
    state: 'running',
    stage: 'recognizing',
    progress: 0.426,
    secondsLeft: 80,
    speed: 12.3,
  } as const;
  const waiting = { state: 'waiting', stage: null, progress: 0, secondsLeft: null, speed: null } as const;

  it('says which of how many, how far, how fast and how long', () => {
    const underway = [
      { title: 'second', item: waiting },
      { title: 'Interview', item: running },
    ];
    expect(progressLine({ total: 3, ended: 1, underway }, 100)).toBe(
      '2 of 3  Interview  transcribing 42 %  12x  1:20 left',
    );
    expect(progressLine({ total: 1, ended: 0, underway: underway.slice(1) }, 100)).toBe(
      'Interview  transcribing 42 %  12x  1:20 left',
    );
    expect(progressLine({ total: 1, ended: 0, underway: underway.slice(0, 1) }, 100)).toBe('second  waiting');
    expect(progressLine({ total: 1, ended: 1, underway: [] }, 100)).toBe('');
  });

  it('is never wider than the terminal, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 200 }), (title, columns) => {
        const underway: Underway[] = [{ title, item: running }];
        expect(columnsOf(progressLine({ total: 12, ended: 3, underway }, columns))).toBeLessThan(columns);
      }),
    );
  });
});

it('says lengths as people do', () => {
  expect([0, 42.4, 725, 3723, 36_000].map(formatDuration)).toEqual([
    '0:00',
    '0:42',
    '12:05',
    '1:02:03',
    '10:00:00',
  ]);
});

it('lines up the columns of a table, also with wide letters', () => {
  expect(
    table(
      ['A', 'B', 'C'],
      [
        ['日本', 'x', 'last'],
        ['ab', '', 'y'],
      ],
    ),
  ).toBe('A     B  C\n日本  x  last\nab       y\n');
  expect(table(['A'], [])).toBe('');
});

it('tells a failure to people with the next step, and to programs with its code', () => {
  const failure = { code: 'FILE_EMPTY', details: { path: '/a' } } as const;
  expect(failureText(failure, 'a')).toBe(
    'a: The file /a is empty.\n  Copy it again from where it came from.',
  );
  expect(failureJson(failure)).toMatchObject({ code: 'FILE_EMPTY', passing: false, details: { path: '/a' } });
});
