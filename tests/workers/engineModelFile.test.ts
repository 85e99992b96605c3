import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkModelFile } from '../../electron/workers/engines/modelFile.ts';
import { placeModel } from '../../electron/workers/engines/placedModel.ts';
import { explainEnd } from '../../electron/workers/engines/serverLog.ts';
import { endOfProcess } from '../../shared/endOfProcess.ts';
import { say } from '../../shared/sentences.ts';
import { sample, sampleModel, sharedFixtures } from '../support/fixtures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-model-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function truncatedModel(bytes: number): Promise<string> {
  const path = join(folder, 'short.bin');
  await copyFile(sampleModel, path);
  await truncate(path, bytes);
  return path;
}

test('a whole model passes, and is known to be English-only', async () => {
  expect(await checkModelFile(sampleModel)).toEqual({ isMultilingual: false });
});

test.each([0.99999, 0.9, 0.5, 0.12, 0.05])('a model of which %d is there is cut off', async (share) => {
  const { length } = await readFile(sampleModel);
  const path = await truncatedModel(Math.floor(length * share));
  await expect(checkModelFile(path)).rejects.toMatchObject({
    code: 'MODEL_DAMAGED',
    details: { model: 'short.bin', reason: say('models.damage.cut') },
  });
});

test.each([
  ['a recording', () => sample('s01.wav')],
  ['a folder', () => folder],
  ['an empty file', () => join(folder, 'empty.bin')],
])('%s is not a model', async (_, path) => {
  await writeFile(join(folder, 'empty.bin'), '');
  await expect(checkModelFile(path())).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
});

test('a model that is not there is missing', async () => {
  await expect(checkModelFile(join(folder, 'none.bin'))).rejects.toMatchObject({
    code: 'MODEL_MISSING',
    details: { model: 'none.bin' },
  });
});

describe.skipIf(!sharedFixtures)('models of ../shared/fixtures', () => {
  test.each([
    ['no-weights-ggml-tiny.en.bin', 'models.damage.cut'],
    ['ggml-silero-v6.2.0.bin', 'models.damage.otherKind'],
    ['silero_vad_16k_op15.onnx', 'models.damage.foreign'],
  ] as const)('%s: %s', async (name, damage) => {
    await expect(checkModelFile(join(sharedFixtures ?? '', 'models', name))).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      details: { model: name, reason: say(damage) },
    });
  });
});

describe('a model whose path the engine cannot read on Windows', () => {
  test('is loaded from its folder by its own name where that is plain', async () => {
    const path = join(folder, 'Šimon', 'ggml-tiny.bin');
    await using placed = await placeModel(path, 'win32');
    expect(placed).toMatchObject({ folder: join(folder, 'Šimon'), argument: 'ggml-tiny.bin' });
  });

  test('gets a link beside it for as long as it is loaded', async () => {
    const home = join(folder, 'モデル');
    await mkdir(home);
    await writeFile(join(home, '小さい.bin'), 'weights');
    {
      await using placed = await placeModel(join(home, '小さい.bin'), 'win32');
      expect(placed.folder).toBe(home);
      expect(placed.argument).toMatch(/^[ -~]+$/);
      expect(await readFile(join(placed.folder, placed.argument), 'utf8')).toBe('weights');
    }
    expect(await readdir(home)).toEqual(['小さい.bin']);
  });

  test('is given as it is elsewhere', async () => {
    await using placed = await placeModel('/home/Šimon/模型.bin', 'linux');
    expect(placed.argument).toBe('/home/Šimon/模型.bin');
  });
});

describe('the last lines of whisper-server', () => {
  test.each([
    [
      'ggml_aligned_malloc: insufficient memory (attempted to allocate 78.91 MB)',
      'loading',
      'ENGINE_OUT_OF_MEMORY',
    ],
    ['  what():  std::bad_alloc', 'running', 'ENGINE_OUT_OF_MEMORY'],
    [
      'ggml_vulkan: Device memory allocation failed: ErrorOutOfDeviceMemory',
      'loading',
      'ENGINE_OUT_OF_MEMORY',
    ],
    ['whisper_model_load: invalid model data (bad magic)', 'loading', 'MODEL_DAMAGED'],
    ["whisper_model_load: tensor 'x' has wrong size in model file", 'loading', 'MODEL_DAMAGED'],
    ['ggml.c:3246: GGML_ASSERT(ggml_can_mul_mat(a, b)) failed', 'loading', 'MODEL_DAMAGED'],
    ['ggml.c:3246: GGML_ASSERT(ggml_can_mul_mat(a, b)) failed', 'running', 'ENGINE_CRASHED'],
    ['', 'running', 'ENGINE_CRASHED'],
  ] as const)('"%s" while %s means %s', (line, moment, code) => {
    const error = explainEnd(endOfProcess(134, null), ['loading model', line], '/models/a.bin', moment);
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('?');
  });
});
