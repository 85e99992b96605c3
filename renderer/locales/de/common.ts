import type { common as english } from '../en/common.ts';

export const common: typeof english = {
  common: {
    between: 'Eine Zahl von {{minimum}} bis {{maximum}}.',
    cancel: 'Abbrechen',
    close: 'Schließen',
    copyDetails: 'Einzelheiten kopieren',
    dismiss: 'Ausblenden',
    next: 'Weiter',
    notification: 'Mitteilung',
    notifications: 'Mitteilungen ({hotkey})',
    previous: 'Zurück',
    tryAgain: 'Erneut versuchen',
    undo: 'Rückgängig',
    wholeBetween: 'Eine ganze Zahl von {{minimum}} bis {{maximum}}.',
  },
  shell: {
    places: 'Orte',
    sidebar: 'Seitenleiste',
    free: '{{size}} frei',
    readiness: {
      ready: 'Bereit',
      'no-model': 'Modell fehlt',
      'no-engine': 'Erkennung fehlt',
      'no-ffmpeg': 'ffmpeg fehlt',
      'no-endpoint': 'Server fehlt',
    },
  },
  connection: {
    lost: 'Die Verbindung zu Trax ist unterbrochen.',
    reconnecting: 'Sie wird wiederhergestellt… Gespeichertes ist sicher, und laufende Arbeit geht weiter.',
    databaseLost: 'Die Datenbank wird neu gestartet.',
    recovering: 'Gespeichertes ist sicher. Gleich geht alles von selbst weiter.',
    newAddress: 'Wenn Sie Trax neu gestartet haben, öffnen Sie die Adresse, die es genannt hat.',
  },
};
