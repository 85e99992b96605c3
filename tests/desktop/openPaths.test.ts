import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { pathsIn } from '../../electron/hosts/desktop/openPaths.ts';

const folder = resolve('/home/me');

test('files among the arguments are made absolute, switches are passed over', () => {
  expect(pathsIn(['--no-sandbox', 'a.wav', '', '-x', '../b ü.mp3'], folder)).toEqual([
    resolve(folder, 'a.wav'),
    resolve(folder, '../b ü.mp3'),
  ]);
});

test('after -- everything is a file', () => {
  expect(pathsIn(['--', '-n.wav', '--'], folder)).toEqual([resolve(folder, '-n.wav'), resolve(folder, '--')]);
});

test('file URLs, as Linux desktops give them, become paths', () => {
  const path = resolve('/tmp/ein Gespräch.wav');
  expect(pathsIn([pathToFileURL(path).href], folder)).toEqual([path]);
});
