import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../electron/core/models/answer.ts';
import { catalogue, estimateSize } from '../../electron/core/models/catalogue.ts';
import { plainFileName } from '../../electron/core/models/importModel.ts';
import { modelName } from '../../electron/core/models/modelFolder.ts';
import { recommend } from '../../electron/core/models/recommend.ts';
import { whyRequestFailed } from '../../electron/core/models/request.ts';
import { modelTitle } from '../../shared/modelTitle.ts';
import { inEnglish, say } from '../../shared/sentences.ts';

it('a model is called by its name, also where it was chosen by its path', () => {
  const chosen = [
    'base-q5_1',
    '/a b/models/ggml-trax-test.en.bin',
    'C:\\models\\own.bin',
    'org/whisper-large',
  ];
  expect(chosen.map(modelTitle)).toEqual(['base-q5_1', 'trax-test.en', 'own.bin', 'whisper-large']);
});

describe('the recommended model', () => {
  it.each([
    [8, 16, false, 'large-v3-turbo-q5_0'],
    [4, 8, true, 'large-v3-turbo-q5_0'],
    [8, 4, false, 'small-q5_1'],
    [4, 16, false, 'small-q5_1'],
    [2, 16, false, 'base-q5_1'],
    [16, 2, true, 'base-q5_1'],
    [1, 1, false, 'base-q5_1'],
  ])('for %d cores, %d GB and a GPU: %s is %s', (cores, gigabytes, hasGpu, name) => {
    const recommended = recommend({ cores, memory: gigabytes * 1024 ** 3, hasGpu });
    expect(recommended.name).toBe(name);
    expect(inEnglish(recommended.reason)).toMatch(/^This computer has .*\.$/);
  });
});

describe('the size of a model that no source pins', () => {
  const known = (name: string) => catalogue.find((model) => model.name === name);

  it.each(['large-v3-q5_0', 'large-v3-turbo-q5_0', 'large-v3-turbo-q8_0'])(
    'is estimated within 3 %%, as %s shows',
    (name) => {
      const model = known(name);
      if (!model?.size) throw new Error('it has a size to compare with');
      const estimate = estimateSize({ ...model, size: null }) ?? 0;
      expect(Math.abs(estimate - model.size) / model.size).toBeLessThan(0.03);
    },
  );

  it('is estimated for every model that has none, and for no other', () => {
    const whisper = catalogue.filter((model) => model.task === 'transcription');
    expect(whisper.map((model) => (estimateSize(model) === null) !== (model.size === null))).not.toContain(
      false,
    );
  });
});

describe('the name of a model file', () => {
  it.each([
    ['ggml-large-v3-turbo-q5_0.bin', 'large-v3-turbo-q5_0'],
    ['ggml-mine.bin', 'mine'],
    ['mine.bin', 'mine.bin'],
    ['silero_vad_16k_op15.onnx', 'silero-vad'],
  ])('%s is called %s', (file, name) => {
    expect(modelName(file)).toBe(name);
  });

  it('is plain ASCII once it is imported, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(plainFileName(name, 'abcdef0123')).toMatch(/^[A-Za-z0-9()][A-Za-z0-9._ ()-]*\.bin$/);
      }),
    );
    expect(plainFileName('ggml-模型.bin', 'abcdef0123')).toBe('ggml-abcdef01.bin');
  });
});

describe('the answer of a server', () => {
  it.each([
    [200, { 'content-length': '10' }, { kind: 'whole', total: 10 }],
    [200, {}, { kind: 'whole', total: null }],
    [206, { 'content-range': 'bytes 5-9/10' }, { kind: 'rest', total: 10 }],
    [206, { 'content-range': 'bytes 5-9/*' }, { kind: 'rest', total: null }],
    [206, { 'content-range': 'bytes 4-9/10' }, { kind: 'beyond', total: null }],
    [206, {}, { kind: 'beyond', total: null }],
    [416, { 'content-range': 'bytes */5' }, { kind: 'beyond', total: 5 }],
    [429, {}, { kind: 'later', reason: say('reason.status', { status: 429 }) }],
    [404, {}, { kind: 'refused', reason: say('reason.status', { status: 404 }) }],
  ])('%d %j after five bytes means %j', (statusCode, headers, answer) => {
    expect(readAnswer({ statusCode, headers }, 5)).toEqual(answer);
  });
});

it('says why the network failed in words', () => {
  const because = (code: string) =>
    inEnglish(whyRequestFailed(Object.assign(new Error('x'), { code }), 'hub.invalid'));
  expect(because('ENOTFOUND')).toBe('the server hub.invalid was not found');
  expect(because('SELF_SIGNED_CERT_IN_CHAIN')).toContain('not trusted');
  expect(whyRequestFailed(new Error('something else'), 'hub.invalid')).toBe('something else');
});
