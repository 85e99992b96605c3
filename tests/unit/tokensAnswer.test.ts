import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../electron/workers/engines/answer.ts';
import { secondsToWait } from '../../electron/workers/engines/endpointErrors.ts';
import { languageCode, whisperLanguage } from '../../electron/workers/engines/languageCode.ts';
import { cutAtPauses } from '../../electron/workers/engines/pieces.ts';
import { promptOf } from '../../electron/workers/engines/prompt.ts';
import { nextWait } from '../../electron/workers/engines/retry.ts';
import { encodeWav } from '../../electron/workers/engines/wav.ts';
import { withoutPassword } from '../../shared/endpointAddress.ts';
import { TraxError } from '../../shared/errors.ts';

describe('answers of transcription servers', () => {
  test('tokens of whisper.cpp are joined, also where it cut a segment within a character', () => {
    const word = (text: string, start: number) => ({ word: text, start, end: start + 0.1, probability: 0.9 });
    const { segments, language } = readAnswer(
      {
        language: 'german',
        segments: [
          {
            start: 0,
            end: 1,
            text: ' Gr\u00fc\u00dfe.',
            words: [word(' Gr', 0), word('\u00fc\u00dfe', 0.1), word('.', 0.2)],
          },
          { start: 1, end: 2, text: ' \uFFFD', words: [word(' \uFFFD', 1)] },
        ],
      },
      3,
      'x',
    );
    expect(language).toBe('de');
    expect(segments).toHaveLength(1);
    expect(segments[0]?.words).toMatchObject([{ text: 'Grüße.', start: 0, probability: 0.9 }]);
  });

  test('words of a segment without spaces (faster-whisper with punctuation, or others without) are matched', () => {
    const words = [
      { word: 'hello', start: 0.2, end: 0.5, probability: 0.7 },
      { word: 'world', start: 0.6, end: 0.9 },
    ];
    const { segments } = readAnswer(
      { segments: [{ start: 0, end: 1, text: 'Hello, world!', words }] },
      1,
      'x',
    );
    expect(segments[0]?.words).toEqual([
      { text: 'Hello,', start: 0.2, end: 0.5, probability: 0.7 },
      { text: 'world!', start: 0.6, end: 0.9, probability: null },
    ]);
  });

  test('words that do not match the text leave the text alone', () => {
    const answer = {
      text: 'Two & two',
      segments: [{ start: 1, end: 2, text: 'Two & two' }],
      words: [{ word: 'something', start: 0, end: 1 }],
    };
    const [segment] = readAnswer(answer, 2, 'x').segments;
    expect(segment?.words.map(({ text }) => text)).toEqual(['Two &', 'two']);
    expect(segment?.words[0]?.start).toBe(1);
  });
});

test('languages are understood by code and by the names that Whisper uses', () => {
  expect(
    ['english', 'German', 'en', 'en-US', 'jw', 'javanese', 'maori', 'Chinese', 'cantonese', 'myanmar'].map(
      languageCode,
    ),
  ).toEqual(['en', 'de', 'en', 'en', 'jv', 'jv', 'mi', 'zh', 'yue', 'my']);
  expect([null, '', 'klingonish', 'unknown'].map(languageCode)).toEqual([null, null, null, null]);
  expect(['auto', 'de-AT', 'jv', 'ZH'].map(whisperLanguage)).toEqual(['auto', 'de', 'jw', 'zh']);
});

test('a prompt ends with the glossary and fits what the model reads', () => {
  expect(promptOf({ hints: [], previousText: '' })).toBe('');
  expect(promptOf({ hints: ['Trax', 'ffmpeg'], previousText: ' Before. ' })).toBe('Before. Trax, ffmpeg.');
  expect(promptOf({ hints: ['Trax'], previousText: 'x'.repeat(5_000) })).toHaveLength(801);
});

describe('pieces', () => {
  test('tile the samples, keep the limit, and are cut where it is quiet', () => {
    const samples = new Float32Array(100_000).fill(0.5);
    samples.fill(0, 50_000, 54_000);
    const pieces = cutAtPauses(samples, 60_000);
    expect(pieces.map(({ length }) => length).reduce((sum, length) => sum + length)).toBe(100_000);
    expect(pieces[0]?.length).toBeGreaterThan(50_000);
    expect(pieces[0]?.length).toBeLessThan(54_000);
    expect(cutAtPauses(samples, 1_000).every(({ length }) => length > 0 && length <= 1_000)).toBe(true);
    expect(cutAtPauses(new Float32Array(0), 10)).toHaveLength(1);
  });

  test('are sent as 16-bit WAV, clipped where too loud', () => {
    const wav = encodeWav(Float32Array.of(0, 1, -1, 7, Number.NaN));
    const view = new DataView(wav.buffer);
    expect(Buffer.from(wav.subarray(0, 4)).toString()).toBe('RIFF');
    expect([view.getUint32(24, true), view.getUint32(40, true)]).toEqual([16_000, 10]);
    expect([0, 1, 2, 3, 4].map((index) => view.getInt16(44 + index * 2, true))).toEqual([
      0, 32767, -32767, 32767, 0,
    ]);
  });
});

describe('retries', () => {
  const busy = (details = {}) => new TraxError('ENDPOINT_BUSY', { url: 'x', ...details });

  test('wait twice as long each time, spread by half, and end', () => {
    expect([1, 2, 3, 4].map((attempt) => nextWait(busy(), attempt, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(nextWait(busy(), 1, 0)).toBe(500);
    expect(nextWait(busy(), 5, 0)).toBeNull();
  });

  test('obey the server, unless it asks for too much', () => {
    expect(nextWait(busy({ retryAfter: 0 }), 1, 1)).toBe(0);
    expect(nextWait(busy({ retryAfter: 2 }), 1, 1)).toBe(2_000);
    expect(nextWait(busy({ retryAfter: 3 }), 1, 1)).toBeNull();
  });

  test('are not made for what cannot heal', () => {
    expect(nextWait(new TraxError('ENDPOINT_UNAUTHORIZED', { url: 'x' }), 1, 1)).toBeNull();
    expect(nextWait(new Error('a bug'), 1, 1)).toBeNull();
  });

  test('read Retry-After as seconds or as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(
      ['3', ' 1.5 ', 'Thu, 01 Jan 2026 00:00:10 GMT', 'Wed, 31 Dec 2025 00:00:00 GMT'].map((header) =>
        secondsToWait(header, now),
      ),
    ).toEqual([3, 1.5, 10, 0]);
    expect([null, '', 'soon'].map((header) => secondsToWait(header, now))).toEqual([null, null, null]);
  });
});

test('an address is told without its password', () => {
  expect(withoutPassword('https://me:secret@host:8000/v1/')).toBe('https://host:8000/v1');
  expect(withoutPassword('http://host/v1')).toBe('http://host/v1');
});
