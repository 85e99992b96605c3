import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportOf } from '../../renderer/features/settings/report.ts';
import type { Check } from '../../shared/contract/system.ts';
import { say } from '../../shared/sentences.ts';

const about = { version: '1.2.3', host: 'desktop', platform: 'linux' };

test('the report says what was found, in English, whatever language the page speaks', () => {
  const checks: Check[] = [
    {
      name: 'ffmpeg',
      state: 'ok',
      found: say('doctor.at', { what: '7.1', path: '/usr/bin/ffmpeg' }),
      advice: null,
    },
    {
      name: say('doctor.recogniser'),
      state: 'missing',
      found: say('doctor.notFound'),
      advice: say('doctor.getRecogniser'),
    },
  ];
  expect(reportOf(about, checks)).toBe(
    [
      'Trax 1.2.3, desktop, linux',
      '[ok] ffmpeg: 7.1 at ffmpeg',
      '[missing] Recogniser: not found (Install cmake and a C++ compiler, then run the set-up again.)',
    ].join('\n'),
  );
});

test('the report tells no folder, no name of a person and no address', () => {
  const part = fc.stringMatching(/^Secret[ \wäß-]{0,12}\w$/);
  const root = fc.constantFrom('/home/', 'C:\\Users\\', '\\\\server\\share\\', '/Volumes/');
  fc.assert(
    fc.property(root, fc.array(part, { minLength: 1, maxLength: 4 }), (from, parts) => {
      const separator = from.includes('\\') ? '\\' : '/';
      const path = `${from}${parts.join(separator)}${separator}end.bin`;
      const checks: Check[] = [
        { name: 'a', state: 'ok', found: say('doctor.at', { what: 'whisper', path }), advice: null },
        { name: 'b', state: 'ok', found: path, advice: null },
        { name: 'c', state: 'ok', found: say('doctor.freeSpace', { path, gigabytes: 1 }), advice: null },
        {
          name: 'd',
          state: 'ok',
          found: say('doctor.modelAt', { url: `http://${parts[0]}/v1` }),
          advice: null,
        },
        {
          name: 'e',
          state: 'missing',
          found: say('doctor.doesNotStart', { path, reason: `Error: spawn ${path} ENOENT` }),
          advice: null,
        },
      ];
      expect(reportOf(about, checks)).not.toContain('Secret');
    }),
  );
});
