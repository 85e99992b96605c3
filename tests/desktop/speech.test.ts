import { expect, test } from 'vitest';
import { createSpeech, failureText } from '../../electron/hosts/desktop/speech.ts';
import { say } from '../../shared/sentences.ts';

test('the desktop speaks as the system does, then as the page does, and English where it knows neither', () => {
  const speech = createSpeech('de-CH');
  expect(speech.words().cannotStart).toBe('Trax kann nicht starten');
  speech.speak('en-GB');
  expect(speech.words().cannotStart).toBe('Trax cannot start');
  expect(createSpeech('').words().allFiles).toBe('All files');
  // Delaware is no language.
  expect(createSpeech('del').words().allFiles).toBe('All files');
});

test('why Trax cannot start is said in that language, with its reason', () => {
  const failure = {
    code: 'DATABASE_UNAVAILABLE',
    details: { reason: say('reason.folderGone', { folder: '/data' }) },
  } as const;
  expect(failureText(failure, 'en')).toContain('its folder /data is gone');
  const german = failureText(failure, 'de-DE');
  expect(german).toContain('/data');
  expect(german).not.toMatch(/is gone|database|[{}]/i);
});
