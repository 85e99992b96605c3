import type { library as english } from '../en/library.ts';

export const library: typeof english = {
  library: {
    title: 'Aufnahmen',
    count_one: '{{count}} Aufnahme',
    count_other: '{{count, number}} Aufnahmen',
    search: 'Titel durchsuchen',
    nothingFound: 'Nichts heißt „{{search}}“',
    nothingFoundText: 'Versuchen Sie es mit weniger oder anderen Wörtern.',
    emptyTitle: 'Legen Sie hier eine Aufnahme ab',
    emptyText:
      'Ton, Video oder einen ganzen Ordner, irgendwo in diesem Fenster. Es wird sofort transkribiert, auf diesem Computer.',
    column: {
      title: 'Titel',
      source: 'Quelle',
      duration: 'Länge',
      language: 'Sprache',
      state: 'Stand',
      addedAt: 'Hinzugefügt',
      actions: 'Aktionen',
    },
    source: { file: 'Datei', youtube: 'YouTube' },
    selection: 'Ausgewählte Aufnahmen',
    selected_one: '{{count}} ausgewählt',
    selected_other: '{{count, number}} ausgewählt',
    deselect: 'Auswahl aufheben',
    transcribeAgain: 'Erneut transkribieren',
    delete: 'Löschen',
    deleteTitle_one: 'Diese Aufnahme löschen?',
    deleteTitle_other: '{{count, number}} Aufnahmen löschen?',
    deleteText_one: 'Auch ihr Transkript wird gelöscht. Ihre eigene Datei bleibt, wo sie ist.',
    deleteText_other: 'Auch ihre Transkripte werden gelöscht. Ihre eigenen Dateien bleiben, wo sie sind.',
    goneTitle: 'Diese Aufnahme ist nicht mehr hier',
    goneText: 'Sie wurde gelöscht oder gehört zu einer anderen Bibliothek.',
  },
};
