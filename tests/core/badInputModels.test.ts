import { copyFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, type Failure, sentenceOf } from '../../shared/errors.ts';
import { say } from '../../shared/sentences.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample, sampleModel, sharedFixtures } from '../support/fixtures.ts';

describe('a model that', () => {
  const stack = new AsyncDisposableStack();
  let folder: string;
  let core: TestCore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trax-bad-model-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    core = await startCore(stack);
  });
  afterAll(() => stack.disposeAsync());

  const cut = async (share: number) => {
    const path = join(folder, `ggml-cut-${share}.bin`);
    await copyFile(sampleModel, path);
    await truncate(path, Math.floor(5_704_768 * share));
    return path;
  };
  const written = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const shared = (name: string) => join(sharedFixtures ?? '', 'models', name);
  const bad: Record<string, { code: ErrorCode; sentence: RegExp; model(): Promise<string> | string }> = {
    'is known and not here': {
      code: 'MODEL_MISSING',
      sentence: /^The model large-v3 is not on this computer\.$/,
      model: () => 'large-v3',
    },
    'is not where it is said to be': {
      code: 'MODEL_MISSING',
      sentence: /nowhere\.bin is not on this computer\.$/,
      model: () => join(folder, 'nowhere.bin'),
    },
    'nobody knows': {
      code: 'MODEL_UNKNOWN',
      sentence: /^There is no model called enormous\.$/,
      model: () => 'enormous',
    },
    'is half there': {
      code: 'MODEL_DAMAGED',
      sentence: /is damaged or of another kind: /,
      model: () => cut(0.5),
    },
    'lacks its last bytes': {
      code: 'MODEL_DAMAGED',
      sentence: /is damaged or of another kind: /,
      model: () => cut(0.999),
    },
    'is empty': {
      code: 'MODEL_DAMAGED',
      sentence: /is damaged or of another kind: /,
      model: () => written('ggml-empty.bin', ''),
    },
    'is a text': {
      code: 'MODEL_DAMAGED',
      sentence: /not a model file of whisper\.cpp/,
      model: () => written('ggml-text.bin', 'This is no model, whatever its name says.\n'.repeat(99)),
    },
    'is a recording': {
      code: 'MODEL_DAMAGED',
      sentence: /not a model file of whisper\.cpp/,
      model: () => sample('s01.wav'),
    },
    ...(sharedFixtures && {
      'has no weights (of ../shared/fixtures)': {
        code: 'MODEL_DAMAGED',
        sentence: /is damaged or of another kind: /,
        model: () => shared('no-weights-ggml-tiny.en.bin'),
      },
      'is for voice activity (of ../shared/fixtures)': {
        code: 'MODEL_DAMAGED',
        sentence: /is damaged or of another kind: /,
        model: () => shared('ggml-silero-v6.2.0.bin'),
      },
      'is of another engine (of ../shared/fixtures)': {
        code: 'MODEL_DAMAGED',
        sentence: /not a model file of whisper\.cpp/,
        model: () => shared('trax-test-embedding.onnx'),
      },
    }),
  };

  it.each(Object.entries(bad))(
    '%s is named, and a good one does the work',
    async (_, { code, sentence, model }) => {
      const { ids, batchId } = await core.add([sample('s01.wav')], { model: await model() });
      const [id = ''] = ids;
      const item = await core.ended(id);
      expect(item).toMatchObject({ state: 'failed', task: 'transcribe', failure: { code } });
      expect(sentenceOf(item.failure as Failure)).toMatch(sentence);
      const target = { batches: [batchId] };
      await core.client.queue.retry({ target, options: { model: sampleModel } });
      expect(await core.ended(id)).toMatchObject({ state: 'done', failure: null });
    },
  );

  it('marks voice activity and is damaged is passed over, and the loudness of the sound stands in', async () => {
    await using own = new AsyncDisposableStack();
    const name = 'silero_vad_16k_op15.onnx';
    await written(name, 'x'.repeat(1_289_603));
    const other = await startCore(own, { modelFolders: [folder] });
    const { models } = await other.client.models.list();
    expect(models.find((model) => model.file === name)?.damage).toEqual(say('models.damage.checksum'));
    const [id = ''] = (await other.add([sample('s01.wav')])).ids;
    expect(await other.ended(id)).toMatchObject({ state: 'done' });
    const { warnings } = await other.transcriptOf(id);
    expect(warnings.map(({ kind }) => kind)).toContain('energy-detector');
  });
});
