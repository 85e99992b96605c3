import { expect, test } from 'vitest';
import {
  chosenPreset,
  optionsOf,
  startingChoice,
  withPreset,
} from '../../renderer/features/exports/exportChoice.ts';
import { pairTexts, partTexts } from '../../renderer/features/imports/pairTexts.ts';
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

test('a text that comes with a recording of its name is its text, any other is of the open one or of none', () => {
  expect(partTexts(['/a/talk.mp4', '/a/talk.de.srt', 'C:\\b\\notes.TXT'])).toEqual({
    texts: ['/a/talk.de.srt', 'C:\\b\\notes.TXT'],
    others: ['/a/talk.mp4'],
  });
  const recordings = [{ id: 'one', path: '/x/Talk.mp4' }];
  expect(pairTexts(['/a/talk.de.srt', '/a/other.txt'], recordings, null)).toEqual([
    { path: '/a/talk.de.srt', recordingId: 'one' },
    { path: '/a/other.txt', recordingId: null },
  ]);
  expect(pairTexts(['/a/other.txt'], [], 'open')[0]?.recordingId).toBe('open');
});
