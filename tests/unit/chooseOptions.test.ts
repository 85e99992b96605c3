import { describe, expect, it } from 'vitest';
import { chooseOptions } from '../../electron/core/settings/chooseOptions.ts';
import type { Model } from '../../shared/contract/models.ts';
import { settingsSchema } from '../../shared/contract/settings.ts';
import { usableModel } from '../../shared/usableModel.ts';

const model = (name: string, more: Partial<Model> = {}): Model => ({
  name,
  file: `ggml-${name}.bin`,
  task: 'transcription',
  languages: 'many',
  size: 1000,
  estimatedSize: null,
  licence: null,
  source: 'catalogue',
  path: `/models/ggml-${name}.bin`,
  isReadOnly: false,
  damage: null,
  wordErrorRate: null,
  download: null,
  ...more,
});
const recommended = { name: 'turbo' };

describe('the model that is used when nobody chose one', () => {
  it('is the recommended one where it is installed', () => {
    expect(usableModel({ models: [model('huge', { size: 9000 }), model('turbo')], recommended })).toBe(
      'turbo',
    );
  });

  it('is else the largest whole one that is no larger, for the computer bears it', () => {
    const models = [
      model('turbo', { path: null, size: 1000 }),
      model('large', { size: 3000 }),
      model('tiny', { size: 100 }),
      model('small', { size: 500 }),
      model('broken', { size: 9000, damage: 'cut off' }),
      model('vad', { size: 9000, task: 'voice-activity' }),
    ];
    expect(usableModel({ models, recommended })).toBe('small');
  });

  it('is the smallest where all are larger', () => {
    const models = [
      model('turbo', { path: null, size: 50 }),
      model('large', { size: 3000 }),
      model('medium', { size: 1500 }),
    ];
    expect(usableModel({ models, recommended })).toBe('medium');
  });

  it('is never the sample, and the recommended name where there is none, so that the failure names it', () => {
    expect(usableModel({ models: [model('test', { source: 'sample' })], recommended })).toBe('turbo');
  });
});

describe('the options of a recording', () => {
  const models = { models: [model('turbo')], recommended };

  it('come from the wish first, then from the settings', () => {
    const settings = settingsSchema.parse({ language: 'de', translate: true, hints: ['Trax'] });
    expect(chooseOptions({ language: 'fr' }, settings, models)).toMatchObject({
      engine: 'whisper.cpp',
      model: 'turbo',
      language: 'fr',
      translate: true,
      hints: ['Trax'],
    });
  });

  it("name the endpoint's own model for an endpoint", () => {
    const settings = settingsSchema.parse({ engine: 'openai', model: 'turbo', endpointModel: 'whisper-1' });
    expect(chooseOptions({}, settings, models).model).toBe('whisper-1');
  });
});
