import type { portability as english } from '../en/portability.ts';

export const portability: typeof english = {
  copy: {
    title_one: 'Kopie von „{{title}}“ sichern',
    title_other: 'Kopie von {{count, number}} Aufnahmen sichern',
    text: 'Eine Datei mit Transkript, Korrekturen, Versionen und Sprechern, die Trax auf einem anderen Computer öffnet.',
    media_one: 'Mit der Aufnahme selbst',
    media_other: 'Mit den Aufnahmen selbst',
    mediaNote: '{{size}} mehr',
    mediaWithout: 'Ohne sie ist der Text zu lesen, aber nicht zu hören, wo die Aufnahme fehlt.',
    save: 'Sichern…',
    saving: 'Kopie wird gesichert',
    saved: 'Gesichert als {{path}}',
    opened_one: '{{count}} Aufnahme geöffnet',
    opened_other: '{{count, number}} Aufnahmen geöffnet',
    known: 'Alles in {{name}} ist schon hier',
    knownText: 'Es wurde nichts geändert.',
    open: 'Öffnen',
  },
};
