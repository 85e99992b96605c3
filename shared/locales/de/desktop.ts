import type { DesktopWords } from '../../desktopWords.ts';
import { outcomeWords } from './outcomeWords.ts';

export const desktop: DesktopWords = {
  menu: {
    file: 'Datei',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    queue: 'Warteschlange',
    transcript: 'Transkript',
    help: 'Hilfe',
  },
  roles: {
    close: 'Fenster schließen',
    quit: 'Beenden',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    togglefullscreen: 'Vollbild',
    toggleDevTools: 'Entwicklerwerkzeuge',
  },
  pick: {
    recordings: 'Aufnahmen hinzufügen',
    folder: 'Einen Ordner hinzufügen',
    place: 'Einen Ordner wählen',
    model: 'Ein Modell importieren',
  },
  models: 'Modelle',
  allFiles: 'Alle Dateien',
  end: outcomeWords,
  transcribed: (count) => `${count} ${count === 1 ? 'Aufnahme' : 'Aufnahmen'} transkribiert`,
  failed: (count) => `${count} fehlgeschlagen`,
  waitForModel: (count) => `${count} ${count === 1 ? 'wartet' : 'warten'} auf ein Modell`,
  cancelled: (count) => `${count} abgebrochen`,
  carryOver: (from, to, percent) =>
    `Trax: Die Bibliothek wird von PostgreSQL ${from} auf ${to} übertragen, ${percent} %`,
  cannotStart: 'Trax kann nicht starten',
};
