import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue, speechModel, urlOf } from '../../electron/core/models/catalogue.ts';
import { createModels, type Models } from '../../electron/core/models/models.ts';
import { TraxError } from '../../shared/errors.ts';
import { quoted, say } from '../../shared/sentences.ts';
import { sampleModel, sharedFixtures } from '../support/fixtures.ts';
import { file, type ModelServer, startModelServer, status } from '../support/modelServer.ts';

let folder: string;
let readOnly: string;
let server: ModelServer;
let models: Models;
const checkModel = vi.fn(async (_path: string, _signal: AbortSignal): Promise<unknown> => undefined);
const onInstalled = vi.fn();
const changed: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-models-'));
  readOnly = join(folder, 'read only é');
  await mkdir(readOnly);
  server = await startModelServer(status(404));
  models = open();
});
afterEach(async () => {
  await models[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
  checkModel.mockReset();
  onInstalled.mockReset();
  changed.length = 0;
});

function open(): Models {
  return createModels({
    folders: {
      home: join(folder, 'data'),
      data: join(folder, 'data'),
      resources: join(import.meta.dirname, '../../resources'),
      readOnlyModels: [readOnly, join(folder, 'is not there')],
    },
    log: { info() {}, warn() {}, error() {} },
    onChange: (name) => changed.push(name),
    onInstalled,
    checkModel,
    mirror: server.url,
    computer: { cores: 8, memory: 16e9, hasGpu: false },
    pace: { retryDelays: [], stallAfter: 5000 },
  });
}
const own = (name: string) => join(folder, 'data', 'models', name);
const named = async (name: string) => (await models.list()).models.find((model) => model.name === name);
const failure = (code: string) => expect.objectContaining({ code });

/** A file of the size that the catalogue says, with a header that passes, and nothing but zeros behind it. */
async function pretend(path: string, name: string): Promise<void> {
  const size = catalogue.find((model) => model.name === name)?.size ?? 100_000_000;
  await writeFile(path, (await readFile(sampleModel)).subarray(0, 1000));
  await truncate(path, size);
}

describe('the catalogue', () => {
  it('has a name, a file and a checksum of its own for every model', () => {
    for (const key of ['name', 'file', 'sha256'] as const) {
      expect(new Set(catalogue.map((model) => model[key])).size).toBe(catalogue.length);
    }
    expect(catalogue.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  it('downloads from the publisher, or all from one folder of a mirror', () => {
    expect(urlOf(speechModel, null).host).toBe('github.com');
    expect(urlOf(speechModel, 'http://mirror.invalid/trax').href).toBe(
      'http://mirror.invalid/trax/silero_vad_16k_op15.onnx',
    );
  });
});

describe('the list of models', () => {
  it('names everything that can be had and the sample, and says what suits this computer and why', async () => {
    const { models: listed, recommended } = await models.list();
    expect(listed).toHaveLength(catalogue.length + 1);
    expect(listed.filter((model) => model.path)).toMatchObject([
      { name: 'trax-test.en', source: 'sample', isReadOnly: true, languages: ['en'], damage: null },
    ]);
    expect(recommended).toEqual({
      name: 'large-v3-turbo-q5_0',
      reason: { say: 'models.large.cores', with: { cores: 8, memory: 15 } },
    });
  });

  it('finds models in folders that are only read, whatever the folder is called', async () => {
    await pretend(join(readOnly, 'ggml-tiny.bin'), 'tiny');
    await copyFile(sampleModel, join(readOnly, 'my model.bin'));
    expect(await named('tiny')).toMatchObject({ source: 'catalogue', isReadOnly: true, damage: null });
    expect(await named('my model.bin')).toMatchObject({ source: 'file', languages: ['en'], size: 5_704_768 });
  });

  it('names a damaged model with the reason, and a whole one elsewhere wins over it', async () => {
    await mkdir(own(''), { recursive: true });
    await pretend(own('ggml-base.bin'), 'base');
    await truncate(own('ggml-base.bin'), 147_000_000);
    await writeFile(own('ggml-page.bin'), '<html>Sign in to the network, please, before you go on</html>');
    await writeFile(own('ggml-empty.bin'), '');
    await copyFile(sampleModel, own('ggml-short.bin'));
    await truncate(own('ggml-short.bin'), 3_000_000);
    expect((await named('base'))?.damage).toEqual(
      say('models.damage.size', { size: 147_000_000, expected: 147_951_465 }),
    );
    expect((await named('page'))?.damage).toEqual(say('models.damage.foreign'));
    expect((await named('empty'))?.damage).toEqual(say('models.damage.short'));
    expect((await named('short'))?.damage).toEqual(say('models.damage.cut'));
    await pretend(join(readOnly, 'ggml-base.bin'), 'base');
    expect((await named('base'))?.damage).toBeNull();
  });

  it('is not disturbed by other files, folders and unfinished downloads', async () => {
    await mkdir(join(readOnly, 'ggml-folder.bin'));
    await writeFile(join(readOnly, 'notes.txt'), 'x');
    await writeFile(join(readOnly, 'ggml-tiny.bin.partial'), 'x');
    expect((await models.list()).models.filter((model) => model.path)).toHaveLength(1);
  });
});

describe('a model that is asked for', () => {
  it('is found by its name, its file name or an absolute path', async () => {
    for (const name of ['trax-test.en', 'ggml-trax-test.en.bin', sampleModel]) {
      expect(await models.resolve(name)).toEqual({ name: 'trax-test.en', path: sampleModel });
    }
  });

  it('is missing, unknown or damaged, each by its own code', async () => {
    await writeFile(join(readOnly, 'ggml-tiny.bin'), 'short');
    await expect(models.resolve('small')).rejects.toEqual(failure('MODEL_MISSING'));
    await expect(models.resolve('/nowhere/ggml-x.bin')).rejects.toEqual(failure('MODEL_MISSING'));
    await expect(models.resolve('smal')).rejects.toEqual(failure('MODEL_UNKNOWN'));
    await expect(models.resolve('silero-vad')).rejects.toBeInstanceOf(TraxError);
    await expect(models.resolve('tiny')).rejects.toEqual(failure('MODEL_DAMAGED'));
  });
});

describe('downloading', () => {
  const onDisk = (name: string) =>
    expect.poll(async () => (await named(name))?.download, { timeout: 10_000 });

  it('runs once a model, shows its progress, and forgets a failure when it is tried again', async () => {
    expect(await models.download('tiny')).toEqual({ started: true });
    await onDisk('tiny').toMatchObject({ failure: { code: 'DOWNLOAD_FAILED' } });
    server.answerWith(file(randomBytes(77_691_713), { stallsAfter: 100_000 }));
    expect(await models.download('tiny')).toEqual({ started: true });
    expect(await models.download('ggml-tiny.bin')).toEqual({ started: false });
    await onDisk('tiny').toMatchObject({ received: expect.any(Number), total: 77_691_713, failure: null });
    expect(changed).toContain('tiny');
    expect(await models.cancelDownload('tiny')).toEqual({ cancelled: true });
    expect((await named('tiny'))?.download).toBeNull();
    expect(await models.cancelDownload('tiny')).toEqual({ cancelled: false });
  });

  it('refuses a name that is not in the catalogue', async () => {
    await expect(models.download('trax-test.en')).rejects.toEqual(failure('MODEL_UNKNOWN'));
  });

  it('does nothing for a model that is here, but fetches the small voice activity model beside it', async () => {
    await pretend(join(readOnly, 'ggml-tiny.bin'), 'tiny');
    expect(await models.speechModel()).toBeNull();
    expect(await models.download('tiny')).toEqual({ started: false });
    await onDisk('silero-vad').toMatchObject({ failure: { code: 'DOWNLOAD_FAILED' } });
    expect(server.requests.map(({ path }) => path)).toEqual(['/silero_vad_16k_op15.onnx']);
  });

  it.skipIf(!sharedFixtures)(
    'brings a real file, checked, to the model folder (needs ../shared/fixtures)',
    async () => {
      const bytes = await readFile(join(sharedFixtures ?? '', 'models', 'silero_vad_16k_op15.onnx'));
      server.answerWith(file(bytes, { breaksAfter: 500_000, etag: '"v"' }), file(bytes, { etag: '"v"' }));
      await models.download('silero-vad');
      await onDisk('silero-vad').toMatchObject({ failure: { code: 'DOWNLOAD_FAILED' } });
      await models.download('silero-vad');
      await expect
        .poll(() => models.speechModel(), { timeout: 10_000 })
        .toBe(own('silero_vad_16k_op15.onnx'));
      expect(server.requests.at(-1)?.range).toMatch(/^bytes=[1-9]/);
      expect(onInstalled).not.toHaveBeenCalled();
    },
  );

  it('ends with the core, and goes on after a restart', async () => {
    server.answerWith(file(randomBytes(77_691_713), { stallsAfter: 100_000 }));
    await models.download('tiny');
    await expect.poll(async () => (await named('tiny'))?.download?.received).toBeGreaterThan(0);
    await models[Symbol.asyncDispose]();
    models = open();
    expect((await named('tiny'))?.download).toBeNull();
    await models.download('tiny');
    await expect.poll(() => server.requests.at(-1)?.range).toMatch(/^bytes=[1-9]/);
  });
});

describe('importing a model file', () => {
  it('loads it first, copies it under a plain name, and tells that a model has come', async () => {
    const source = join(readOnly, 'ggml-Modèle 日本.bin');
    await copyFile(sampleModel, source);
    const imported = await models.import(source);
    expect(checkModel).toHaveBeenCalledWith(source, expect.any(AbortSignal));
    expect(imported).toMatchObject({ name: 'Modele _', source: 'file', isReadOnly: false, damage: null });
    expect(await readFile(own('ggml-Modele _.bin'))).toEqual(await readFile(sampleModel));
    expect(onInstalled).toHaveBeenCalledOnce();
    expect(changed).toContain('Modele _');
  });

  it('keeps one copy of the same file, and numbers another one of the same name', async () => {
    const source = join(readOnly, 'ggml-x.bin');
    await copyFile(sampleModel, source);
    expect((await models.import(source)).name).toBe('x');
    expect((await models.import(source)).name).toBe('x');
    await writeFile(source, Buffer.concat([await readFile(sampleModel), Buffer.from('more')]));
    expect((await models.import(source)).name).toBe('x (2)');
    expect((await models.list()).models.filter((model) => model.path?.startsWith(own('')))).toHaveLength(2);
  });

  it('copies nothing when the file does not load', async () => {
    const source = join(readOnly, 'ggml-x.bin');
    await copyFile(sampleModel, source);
    checkModel.mockRejectedValue(
      new TraxError('MODEL_DAMAGED', { model: 'x', reason: quoted('it does not load' as string) }),
    );
    await expect(models.import(source)).rejects.toEqual(failure('MODEL_DAMAGED'));
    expect((await models.list()).models.filter((model) => model.path?.startsWith(own('')))).toEqual([]);
  });

  it('refuses what is missing, empty, of another kind, or a false voice activity model', async () => {
    await writeFile(join(readOnly, 'empty.bin'), '');
    await writeFile(join(readOnly, 'talk.mp3'), randomBytes(1000));
    await writeFile(join(readOnly, 'silero_vad_16k_op15.onnx'), randomBytes(1_289_603));
    await expect(models.import(join(readOnly, 'none.bin'))).rejects.toEqual(failure('FILE_NOT_FOUND'));
    await expect(models.import(join(readOnly, 'empty.bin'))).rejects.toEqual(failure('FILE_EMPTY'));
    await expect(models.import(join(readOnly, 'talk.mp3'))).rejects.toEqual(failure('MODEL_DAMAGED'));
    await expect(models.import(join(readOnly, 'silero_vad_16k_op15.onnx'))).rejects.toEqual(
      failure('MODEL_DAMAGED'),
    );
    expect(checkModel).not.toHaveBeenCalled();
  });

  it.skipIf(process.getuid?.() === 0)('refuses a file that may not be read (not as root)', async () => {
    const source = join(readOnly, 'ggml-x.bin');
    await copyFile(sampleModel, source);
    await chmod(source, 0o000);
    await expect(models.import(source)).rejects.toEqual(failure('FILE_NOT_READABLE'));
  });

  it('stops when it is told so, and leaves nothing behind', async () => {
    const stop = new AbortController();
    checkModel.mockImplementation(async () => stop.abort());
    await copyFile(sampleModel, join(readOnly, 'ggml-x.bin'));
    await expect(models.import(join(readOnly, 'ggml-x.bin'), stop.signal)).rejects.toThrow();
    expect((await models.list()).models.filter((model) => model.path?.startsWith(own('')))).toEqual([]);
  });
});

describe('removing a model', () => {
  it('removes the file and what an unfinished download left', async () => {
    await models.import(sampleModel);
    expect(await models.remove('trax-test.en')).toEqual({ removed: true });
    expect((await named('trax-test.en'))?.source).toBe('sample');
    await writeFile(own('ggml-tiny.bin.partial'), 'x');
    expect(await models.remove('tiny')).toEqual({ removed: true });
    expect(await models.remove('tiny')).toEqual({ removed: false });
  });

  it('refuses one that Trax only reads, and one that nobody knows', async () => {
    await expect(models.remove('trax-test.en')).rejects.toEqual(failure('MODEL_READ_ONLY'));
    await expect(models.remove('nothing')).rejects.toEqual(failure('MODEL_UNKNOWN'));
  });
});
