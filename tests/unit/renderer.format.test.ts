import { describe, expect, test } from 'vitest';
import {
  bytes,
  clock,
  fileName,
  languageName,
  lasting,
  moment,
  percent,
  span,
} from '../../renderer/format.ts';
import { languageChoices } from '../../renderer/languages.ts';
import { hashOf, parsePlace } from '../../renderer/place.ts';

describe('what people read', () => {
  test('times look like a clock', () => {
    expect(clock(7.9)).toBe('0:07');
    expect(clock(3600 + 62)).toBe('1:01:02');
    expect(clock(-1)).toBe('0:00');
  });

  test('what lasts less than a second still lasts', () => {
    expect(lasting(0.38)).toBe('0:00.4');
    expect(lasting(0.02)).toBe('0:00.1');
    expect(lasting(62.4)).toBe('1:02');
    expect(lasting(0)).toBe('0:00');
  });

  test('time left is as coarse as it is sure', () => {
    expect(span(2, 'en')).toBe('5 sec');
    expect(span(42, 'en')).toBe('40 sec');
    expect(span(58, 'en')).toBe('1 min');
    expect(span(3 * 3600, 'en')).toBe('3 hr');
    expect(span(3 * 3600 + 300, 'en')).toBe('3 hr 5 min');
    expect(span(14 * 3600 + 300, 'en')).toBe('14 hr');
    expect(span(333 * 3600, 'en')).toBe('14 days');
    expect(span(333 * 3600, 'de')).toBe('14 Tage');
  });

  test('sizes are those of the file manager', () => {
    expect(bytes(0, 'en')).toBe('0 bytes');
    expect(bytes(574_041_195, 'en')).toBe('574 MB');
    expect(bytes(3_095_033_483, 'en')).toBe('3.1 GB');
  });

  test('nothing is at 100 percent before its end', () => {
    expect(percent(0.999, 'en')).toBe('99%');
    expect(percent(1, 'en')).toBe('100%');
  });

  test('a moment of today is a time, an older one a day, and one of another year says which', () => {
    const now = new Date(2026, 5, 15, 18, 0);
    expect(moment(new Date(2026, 5, 15, 9, 30).toISOString(), 'en', now)).toMatch(/^9:30\sAM$/);
    expect(moment(new Date(2026, 5, 1).toISOString(), 'en', now)).toBe('Jun 1');
    expect(moment(new Date(2024, 5, 1).toISOString(), 'en', now)).toBe('Jun 1, 2024');
  });

  test('a language has its name, and what is none stays as it is', () => {
    expect(languageName('de', 'en')).toBe('German');
    expect(languageName('!', 'en')).toBe('!');
    expect(languageChoices('Detect', 'en')[0]).toEqual({ value: 'auto', label: 'Detect' });
    expect(languageChoices('Detect', 'en')).toContainEqual({ value: 'ja', label: 'Japanese' });
  });

  test('a file is called by its name on every platform', () => {
    expect(fileName('/home/ana/talk.wav')).toBe('talk.wav');
    expect(fileName('C:\\Users\\Ana\\talk.wav')).toBe('talk.wav');
    expect(fileName('/home/ana/Interviews/')).toBe('Interviews');
  });
});

describe('addresses', () => {
  test('lead back to where they came from', () => {
    const places = [
      { name: 'library' },
      { name: 'queue' },
      { name: 'settings' },
      { name: 'settings', section: 'data' },
      { name: 'recording', id: 'a b/c', at: null },
      { name: 'recording', id: 'x', at: 12.5 },
    ] as const;
    for (const place of places) expect(parsePlace(hashOf(place))).toEqual(place);
  });

  test('that mean nothing lead to the library', () => {
    expect(parsePlace('')).toEqual({ name: 'library' });
    expect(parsePlace('#/settings/nowhere')).toEqual({ name: 'settings' });
    expect(parsePlace('#/nowhere')).toEqual({ name: 'library' });
    expect(parsePlace('#/recording/x?at=soon')).toEqual({ name: 'recording', id: 'x', at: null });
  });
});
