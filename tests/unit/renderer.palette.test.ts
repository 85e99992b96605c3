import { describe, expect, test } from 'vitest';
import { entriesNow, ranked, scoreOf } from '../../renderer/features/palette/entries.ts';
import { noteRecent, readRecent, recentRecordings } from '../../renderer/features/palette/recent.ts';
import { createI18n, titleOf } from '../../renderer/i18n.ts';

function memory() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

describe('what was typed fits a title', () => {
  test('by its letters in order, beginnings of words before the rest', () => {
    expect(scoreOf('Pause everything', 'pse')).toBeGreaterThan(0);
    expect(scoreOf('Pause everything', 'esp')).toBe(0);
    expect(scoreOf('Find and replace', 'far')).toBeGreaterThan(scoreOf('Faster', 'far'));
    expect(scoreOf('Queue', 'que')).toBeGreaterThan(scoreOf('The long way to the queue', 'que'));
  });

  test('whatever its case and its accents', () => {
    expect(scoreOf('Übersicht öffnen', 'uber off')).toBeGreaterThan(0);
    expect(scoreOf('Ubersicht', 'Ü')).toBeGreaterThan(0);
  });

  test('not when the letters only lie about in it', () => {
    expect(scoreOf('Give the paragraph to somebody else', 'emma')).toBe(0);
  });
});

describe('the palette', () => {
  test('offers what can be done now, the settings and the shelves, and what was used last first', async () => {
    const i18n = await createI18n(['de']);
    const shelves = {
      collections: [{ id: 'c', name: 'Diplom', count: 1 }],
      tags: [{ name: 'Feld', count: 2 }],
    };
    const isOffered = (id: string) => ['go.queue', 'go.library', 'palette.open'].includes(id);
    const entries = entriesNow(i18n.t, (id) => titleOf(i18n, id), { isOffered }, shelves);
    const titles = entries.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining(['Warteschlange', 'Einstellungen: Daten', 'Sammlung: Diplom', 'Papierkorb']),
    );
    expect(titles).not.toContain('Befehlspalette');
    expect(ranked(entries, '', ['go.queue'])[0]?.title).toBe('Warteschlange');
    expect(ranked(entries, 'feld', [])[0]).toMatchObject({ place: { shelf: { tag: 'Feld' } } });
  });

  test('remembers the last twenty, each once, and bears a damaged memory', () => {
    const storage = memory();
    for (let each = 0; each < 30; each++) noteRecent(storage, `go.${each}`);
    noteRecent(storage, '#/recording/abc');
    noteRecent(storage, 'go.29');
    expect(readRecent(storage)).toHaveLength(20);
    expect(readRecent(storage).slice(0, 3)).toEqual(['go.29', '#/recording/abc', 'go.28']);
    expect(recentRecordings(readRecent(storage))).toEqual(['abc']);
    storage.setItem([...storage.values.keys()][0] ?? '', '{broken');
    expect(readRecent(storage)).toEqual([]);
  });
});
