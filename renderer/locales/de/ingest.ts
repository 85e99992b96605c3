import type { ingest as english } from '../en/ingest.ts';

export const ingest: typeof english = {
  ingest: {
    add: 'Hinzufügen',
    options: 'Optionen',
    dropHere: 'Zum Transkribieren ablegen',
    dropNote: 'Aufnahmen, Videos und ganze Ordner',
    uploads: 'Dateien unterwegs',
    copying_one: '{{count}} Datei wird zu Trax kopiert',
    copying_other: '{{count}} Dateien werden zu Trax kopiert',
    added_one: '{{count}} Aufnahme hinzugefügt',
    added_other: '{{count}} Aufnahmen hinzugefügt',
    refused_one: '{{count}} Datei konnte nicht hinzugefügt werden',
    refused_other: '{{count}} Dateien konnten nicht hinzugefügt werden',
  },
  options: {
    language: 'Gesprochene Sprache',
    detect: 'Erkennen',
    model: 'Modell',
    best: 'Das beste verfügbare',
    remoteModel: '{{model}}, auf dem Server aus den Einstellungen',
    hints: 'Namen und Fachwörter',
    hintsNote:
      'Was wohl gesagt wird und schwer zu schreiben ist, mit Kommas dazwischen. Die ersten zehn zählen am meisten.',
    hintsExample: 'Dr. Okonkwo, Kubernetes, Aarhus',
    hintsWrong: 'Höchstens 200, jedes mit höchstens 80 Zeichen.',
    translate: 'Ins Englische übersetzen',
    translateNote: 'Statt es aufzuschreiben, wie es gesprochen wird',
  },
  setup: {
    'no-model': {
      title: 'Eines fehlt noch: ein Modell.',
      text: 'Ein Modell versteht Sprache. Es wird einmal heruntergeladen; Ihre Aufnahmen verlassen diesen Computer nie.',
    },
    'no-engine': {
      title: 'Die Spracherkennung fehlt.',
      text: 'Die Diagnose in den Einstellungen sagt, was zu tun ist. Stattdessen kann ein Server genutzt werden.',
    },
    'no-ffmpeg': {
      title: 'ffmpeg fehlt.',
      text: 'Es liest Aufnahmen jedes Formats. Die Diagnose in den Einstellungen sagt, wie Sie es bekommen.',
    },
    'no-endpoint': {
      title: 'Der Server hat noch keine Adresse.',
      text: 'Geben Sie sie in den Einstellungen an, oder lassen Sie diesen Computer arbeiten.',
    },
    searching: 'Es wird nach einem Modell gesucht, das zu diesem Computer passt…',
    download: '{{name}} herunterladen, {{size}}',
    useEndpoint: 'Einen Server nutzen',
    trySample: 'Beispiel ausprobieren',
    openSettings: 'Einstellungen öffnen',
  },
};
