import { describe, expect, test } from 'vitest';
import { holderOf, withKeys, withoutKeys, withUsualKeys } from '../../renderer/bindings.ts';
import { directionOf } from '../../renderer/features/transcript/direction.ts';
import { likelyHeight } from '../../renderer/features/transcript/listLayout.ts';
import { combinationOf, matchesKeys } from '../../renderer/keys.ts';
import { keysOf } from '../../shared/actions.ts';

describe('keys of one’s own', () => {
  test('are taken from the action that had them, and only what differs is kept', () => {
    expect(holderOf('F8', {}, 'player.faster')).toBe('transcript.nextDoubtful');
    const bindings = withKeys({}, 'player.faster', 'F8');
    expect(bindings).toEqual({ 'player.faster': ['F8'], 'transcript.nextDoubtful': [] });
    expect(keysOf('transcript.nextDoubtful', bindings)).toEqual([]);
    expect(withUsualKeys(bindings, 'transcript.nextDoubtful')).toEqual({ 'player.faster': [] });
    expect(withKeys(withKeys({}, 'player.faster', 'F13'), 'player.faster', 'F4')).toEqual({});
    expect(withoutKeys(bindings, 'player.faster')).toEqual({
      'player.faster': [],
      'transcript.nextDoubtful': [],
    });
    expect(withUsualKeys(withoutKeys({}, 'player.faster'), 'player.faster')).toEqual({});
  });

  test('are what was pressed, however the keyboard makes it', () => {
    const pressed = (key: string, held: object = {}) => ({
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      ...held,
    });
    expect(combinationOf(pressed('Shift', { shiftKey: true }), false)).toBeNull();
    for (const event of [
      pressed('F13'),
      pressed('g', { ctrlKey: true, shiftKey: true }),
      pressed(' ', { altKey: true }),
      pressed('?', { shiftKey: true }),
      pressed('+', { ctrlKey: true }),
      pressed('¡', { altKey: true, code: 'Digit1' }),
      pressed('ArrowLeft', { ctrlKey: true, altKey: true }),
    ]) {
      const keys = combinationOf(event, false) ?? '';
      expect(matchesKeys(event, keys, false), keys).toBe(true);
    }
  });
});

test('a transcript is laid out as its language is written, and as its first letter where nobody knows the language', () => {
  expect([directionOf('ar', ''), directionOf('he', 'Trax'), directionOf('en', 'مرحبا')]).toEqual([
    'rtl',
    'rtl',
    'ltr',
  ]);
  expect(['', '2. مرحبا', 'Trax مرحبا'].map((text) => directionOf(null, text))).toEqual([
    'ltr',
    'rtl',
    'ltr',
  ]);
});

test('a paragraph is thought to be as high as its text is long, and higher where somebody else begins', () => {
  const [one, two] = [
    { text: 'short', speaker: 'Anna' },
    { text: 'long '.repeat(40), speaker: 'Anna' },
  ];
  expect(likelyHeight([one, two], 1)).toBeGreaterThan(likelyHeight([two, one], 1));
  expect(likelyHeight([one], 0)).toBeGreaterThan(likelyHeight([one, one], 1));
});
