import { expect, test } from 'vitest';
import { createSpeech, languageOf } from '../../electron/hosts/desktop/speech.ts';
import { say } from '../../shared/sentences.ts';

test('the desktop speaks as the system does, then as the page does, and English where it knows neither', () => {
  const speech = createSpeech('de-CH');
  expect(speech.language().words.cannotStart).toBe('Trax kann nicht starten');
  speech.speak('en-GB');
  expect(speech.language().words.cannotStart).toBe('Trax cannot start');
  expect(createSpeech('').language().words.allFiles).toBe('All files');
  // Delaware is no language.
  expect(createSpeech('del').language().words.allFiles).toBe('All files');
});

test('why Trax cannot start is said in that language, with its reason', () => {
  const failure = {
    code: 'DATABASE_UNAVAILABLE',
    details: { reason: say('reason.folderGone', { folder: '/data' }) },
  } as const;
  expect(languageOf('en').sentenceOf(failure)).toContain('its folder /data is gone');
  const { sentenceOf, nextStepOf } = languageOf('de-DE');
  const german = `${sentenceOf(failure)} ${nextStepOf(failure)}`;
  expect(german).toContain('/data');
  expect(german).not.toMatch(/is gone|database|[{}]/i);
});
