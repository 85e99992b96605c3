import { expect, test } from 'vitest';
import { changesOf } from '../../shared/contract/changes.ts';
import { transcribeOptionsSchema } from '../../shared/contract/options.ts';
import { settingsSchema } from '../../shared/contract/settings.ts';

test('a change says only what was said, so that nothing else is reset to its default', () => {
  expect(changesOf(settingsSchema).parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(changesOf(transcribeOptionsSchema).parse({})).toEqual({});
});

test('a change is checked like the whole', () => {
  expect(changesOf(settingsSchema).safeParse({ workers: -1 }).success).toBe(false);
  expect(changesOf(settingsSchema).safeParse({ endpointUrl: 'ftp://x' }).success).toBe(false);
});
