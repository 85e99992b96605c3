import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  defaultDataFolder,
  findAbove,
  foldersOf,
  readOnlyModelFolders,
} from '../../electron/hosts/folders.ts';

describe('the data folder', () => {
  const home = resolve('/home/zoë');

  test.each([
    ['linux', {}, join(home, '.local', 'share', 'trax')],
    ['linux', { XDG_DATA_HOME: resolve('/data') }, resolve('/data/trax')],
    ['darwin', {}, join(home, 'Library', 'Application Support', 'Trax')],
    ['win32', { APPDATA: resolve('/Roaming') }, resolve('/Roaming/Trax')],
    ['win32', {}, join(home, 'AppData', 'Roaming', 'Trax')],
  ] as const)('on %s with %j is the place of the platform', (platform, environment, expected) => {
    expect(defaultDataFolder(environment, platform, home)).toBe(expected);
  });

  test('is moved by TRAX_HOME, on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(defaultDataFolder({ TRAX_HOME: 'here' }, platform, home)).toBe(resolve('here'));
    }
  });
});

describe('read-only model folders', () => {
  test('are a list like PATH, made absolute', () => {
    const listed = ['models', '', resolve('/more models')].join(delimiter);
    expect(readOnlyModelFolders({ TRAX_MODELS_DIR: listed })).toEqual([
      resolve('models'),
      resolve('/more models'),
    ]);
  });

  test('are none when nothing is set', () => {
    expect(readOnlyModelFolders({})).toEqual([]);
    expect(readOnlyModelFolders({ TRAX_MODELS_DIR: '' })).toEqual([]);
  });
});

test('the resources are found from the sources, and hold the sample', () => {
  const { resources, data } = foldersOf({}, 'relative');
  expect(existsSync(join(resources, 'sample', 'ggml-trax-test.en.bin'))).toBe(true);
  expect(isAbsolute(data)).toBe(true);
});

test('what is nowhere above is not found', () => {
  expect(findAbove('no such file anywhere')).toBeNull();
});
