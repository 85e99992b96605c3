import type { exports as english } from '../en/exports.ts';

export const exports: typeof english = {
  export: {
    button: 'Exportieren',
    title: 'Transkript exportieren',
    format: 'Format',
    preview: 'Vorschau',
    more: 'Die Vorschau endet hier; das Dokument geht weiter.',
    copy: 'Kopieren',
    copied: 'Kopiert',
    save: 'Speichern…',
    saved: 'Gespeichert: {{path}}',
    timestamps: 'Zeit vor jedem Absatz',
    speakers: 'Namen der Sprecher',
    about: {
      txt: 'Reiner Text zum Lesen und Zitieren.',
      srt: 'Untertitel, die jedes Abspiel- und Schnittprogramm annimmt.',
      vtt: 'Untertitel für das Web.',
      json: 'Alles, was bekannt ist: Segmente, Wörter, Zeiten und Sicherheit.',
    },
    option: {
      lineLength: 'Zeilenlänge',
      lines: 'Zeilen',
      minimumDuration: 'Mindestens gezeigt',
      maximumDuration: 'Höchstens gezeigt',
      gap: 'Abstand dazwischen',
      charactersPerSecond: 'Lesegeschwindigkeit',
    },
    unit: { characters: 'Zeichen', seconds: 's', perSecond: 'je s' },
  },
};
