import { expect, test } from 'vitest';
import {
  chosenPreset,
  optionsOf,
  startingChoice,
  withPreset,
} from '../../renderer/features/exports/exportChoice.ts';
import { exportFormats } from '../../shared/contract/exports.ts';

test('the export dialog begins with the last choice, and with plain text where there is none', () => {
  const none = startingChoice(null);
  expect(none).toMatchObject({
    format: 'txt',
    options: { lines: 2, speakers: true },
    pattern: '{title}.{ext}',
  });
  expect(startingChoice({ ...none, format: 'srt' }).format).toBe('srt');
});

test('a preset sets the figures of subtitles and nothing else, and one figure of one’s own ends it', () => {
  const { options } = startingChoice(null);
  const bbc = withPreset({ ...options, speakers: false }, 'bbc');
  expect(bbc).toMatchObject({ speakers: false, lineLength: 37 });
  expect(chosenPreset(bbc)).toBe('bbc');
  expect(chosenPreset({ ...bbc, lineLength: 36 })).toBe('own');
  expect(withPreset(bbc, 'own')).toEqual(bbc);
});

test('every format offers what concerns it', () => {
  expect(optionsOf('lrc')).toMatchObject({ layout: true, lines: false, wordTimes: true, timestamps: false });
  expect(optionsOf('json')).toMatchObject({ layout: false, speakers: false, canCopy: true });
  expect(exportFormats.filter((format) => !optionsOf(format).canCopy)).toEqual(['docx', 'pdf']);
});
