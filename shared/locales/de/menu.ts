/** What the desktop's menu says in German beside the titles of actions. */
export const menu: {
  readonly sections: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
} = {
  sections: {
    File: 'Datei',
    Edit: 'Bearbeiten',
    View: 'Ansicht',
    Queue: 'Warteschlange',
    Transcript: 'Transkript',
    Help: 'Hilfe',
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
};
