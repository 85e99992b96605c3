import type { search as english } from '../en/search.ts';

export const search: typeof english = {
  search: {
    field: 'Titel und alles Gesagte durchsuchen',
    results: 'Suchergebnisse',
    named: 'Aufnahmen mit diesem Namen',
    by: { channel: 'Kanal', speaker: 'Sprecher' },
    shownFor: 'Niemand sagt „{{typed}}“. Gezeigt wird „{{meant}}“.',
    moreHere_one: '{{count}} weitere Stelle in dieser Aufnahme',
    moreHere_other: '{{count, number}} weitere Stellen in dieser Aufnahme',
    moreRecordings: 'Weitere Aufnahmen',
    nothing: 'Zu „{{typed}}“ wurde nichts gefunden',
    nothingText:
      'Versuchen Sie es mit weniger oder anderen Wörtern. In Anführungszeichen müssen Wörter aufeinander folgen: „wie es gesagt wurde“.',
    nothingNarrowed: 'Filter verbergen einige Aufnahmen. Heben Sie sie auf, um alles zu durchsuchen.',
    clearFilters: 'Filter aufheben',
    speaker: 'Sprecher',
    anySpeaker: 'Alle Sprecher',
    language: 'Sprache',
    anyLanguage: 'Alle Sprachen',
    added: 'Hinzugefügt',
    addedIn: {
      any: 'Jederzeit',
      week: 'In der letzten Woche',
      month: 'Im letzten Monat',
      year: 'Im letzten Jahr',
    },
    source: 'Quelle',
    anySource: 'Alle Quellen',
    sources: { file: 'Dateien', youtube: 'YouTube' },
  },
};
