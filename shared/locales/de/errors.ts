import type { ErrorCode } from '../../errors.ts';

/** The sentences of `shared/errors.ts` in German; `{name}` is filled from the error's details. */
export const errors: Record<ErrorCode, { readonly sentence: string; readonly next: string }> = {
  FILE_NOT_FOUND: {
    sentence: 'Unter {path} gibt es keine Datei.',
    next: 'Prüfen Sie den Pfad, oder fügen Sie die Aufnahme dort hinzu, wo sie jetzt liegt.',
  },
  FILE_NOT_READABLE: {
    sentence: 'Die Datei {path} darf nicht gelesen werden.',
    next: 'Geben Sie sich das Recht, sie zu lesen, und versuchen Sie es erneut.',
  },
  FILE_EMPTY: {
    sentence: 'Die Datei {path} ist leer.',
    next: 'Kopieren Sie sie noch einmal von dort, woher sie kam.',
  },
  FILE_VANISHED: {
    sentence: 'Die Datei {path} konnte mittendrin nicht mehr gelesen werden.',
    next: 'Schließen Sie das Laufwerk an oder legen Sie die Datei zurück, und versuchen Sie es erneut. Was schon transkribiert ist, bleibt erhalten.',
  },
  NOTHING_TO_ADD: {
    sentence: 'In {path} gibt es keine Aufnahme.',
    next: 'Wählen Sie einen Ordner mit Ton- oder Videodateien.',
  },
  FOLDER_AWAY: {
    sentence: 'Der Ordner {path} ist gerade nicht da.',
    next: 'Schließen Sie das Laufwerk an oder verbinden Sie das Netz. Trax sucht ihn und macht von selbst weiter.',
  },
  FOLDER_WATCHED: {
    sentence: 'Der Ordner {path} wird schon beobachtet.',
    next: 'Ändern Sie seine Einstellungen in der Liste der beobachteten Ordner.',
  },
  ITEM_UNREADABLE: {
    sentence: 'Was die Warteschlange zu dieser Aufnahme festhält, ist nicht lesbar ({columns}).',
    next: 'Nehmen Sie sie aus der Warteschlange und fügen Sie die Aufnahme noch einmal hinzu. Aufnahme und fertige Transkripte bleiben.',
  },
  MEDIA_UNREADABLE: {
    sentence: 'Die Datei {path} ist keine Aufnahme, die gelesen werden kann.',
    next: 'Öffnen Sie sie in einem Abspielprogramm, um zu sehen, ob sie vollständig ist, oder wandeln Sie sie um und fügen Sie sie neu hinzu.',
  },
  NO_AUDIO_STREAM: {
    sentence: 'Die Datei {path} hat keinen Ton.',
    next: 'Wählen Sie eine Aufnahme mit Tonspur.',
  },
  DISK_FULL: {
    sentence: 'Der Datenträger mit {path} ist voll.',
    next: 'Schaffen Sie Platz, und versuchen Sie es erneut. Vorher Gespeichertes bleibt erhalten.',
  },
  FOLDER_NOT_WRITABLE: {
    sentence: 'In {path} kann nichts geschrieben werden.',
    next: 'Wählen Sie einen anderen Ordner (den der Bibliothek nennt TRAX_HOME), oder geben Sie sich das Recht, dort zu schreiben.',
  },
  FOLDER_OF_DATABASE: {
    sentence: '{path} liegt im Ordner der Datenbank, in den nur die Datenbank selbst schreibt.',
    next: 'Wählen Sie einen anderen Ordner, am besten auf einem anderen Datenträger.',
  },
  FFMPEG_MISSING: {
    sentence: 'ffmpeg, das Aufnahmen liest, wurde nicht gefunden.',
    next: 'Installieren Sie ffmpeg, oder geben Sie mit FFMPEG_PATH an, wo es liegt.',
  },
  MODEL_MISSING: {
    sentence: 'Das Modell {model} ist nicht auf diesem Computer.',
    next: 'Laden Sie es herunter, importieren Sie eine Modelldatei, oder wählen Sie ein anderes Modell.',
  },
  MODEL_DAMAGED: {
    sentence: 'Die Datei des Modells {model} ist beschädigt oder von anderer Art: {reason}.',
    next: 'Entfernen Sie es und laden Sie es neu, oder importieren Sie eine andere Datei.',
  },
  MODEL_UNKNOWN: {
    sentence: 'Es gibt kein Modell namens {model}.',
    next: 'Die Liste der Modelle nennt die Namen, die es gibt.',
  },
  MODEL_READ_ONLY: {
    sentence: 'Das Modell {model} liegt in einem Ordner, den Trax nur liest.',
    next: 'Entfernen Sie die Datei selbst aus {path}.',
  },
  DOWNLOAD_FAILED: {
    sentence: '{name} konnte nicht heruntergeladen werden: {reason}.',
    next: 'Prüfen Sie die Verbindung, und starten Sie neu. Es geht dort weiter, wo es aufgehört hat.',
  },
  DOWNLOAD_CORRUPT: {
    sentence:
      'Was für {name} heruntergeladen wurde, ist nicht, was sein Herausgeber gemacht hat (die Prüfsumme weicht ab).',
    next: 'Es wurde nichts installiert. Versuchen Sie es später oder aus einem anderen Netz.',
  },
  ENGINE_MISSING: {
    sentence: 'Die Spracherkennung {engine} ist nicht auf diesem Computer.',
    next: 'Führen Sie die Einrichtung noch einmal aus, oder wählen Sie eine andere.',
  },
  ENGINE_CRASHED: {
    sentence: 'Die Spracherkennung ist unerwartet stehen geblieben ({reason}).',
    next: 'Sie startet von selbst neu. Geschieht es wieder, wählen Sie ein kleineres Modell.',
  },
  ENGINE_OUT_OF_MEMORY: {
    sentence: 'Für das Modell {model} reichte der Speicher nicht.',
    next: 'Schließen Sie andere Programme, wählen Sie ein kleineres Modell, oder lassen Sie Trax es tun (Einstellungen).',
  },
  MEMORY_SHORT: {
    sentence: 'Für das Modell {model} reichte der Speicher nicht so oft gleichzeitig.',
    next: 'Von nun an {atOnce} gleichzeitig auf diesem Computer; diese Aufnahme geht von selbst weiter.',
  },
  MODEL_TOO_LARGE: {
    sentence: 'Für das Modell {model} reichte der Speicher nicht.',
    next: 'Stattdessen wird mit {smaller} transkribiert, wie die Einstellungen es erlauben.',
  },
  MEDIA_ELSEWHERE: {
    sentence: 'Die Aufnahme liegt auf {computer}, der von hier nicht erreichbar ist.',
    next: 'Öffnen Sie Trax dort, und lassen Sie es Aufnahmen teilen, oder ordnen Sie einen gemeinsamen Ordner zu. Es geht von selbst weiter.',
  },
  MEDIA_DIFFERS: {
    sentence: 'Was von {computer} kam, ist nicht die Aufnahme: Die Prüfsumme weicht ab.',
    next: 'Sie wird noch einmal geholt. Geschieht es wieder, prüfen Sie dort die Datei.',
  },
  ENDPOINT_UNREACHABLE: {
    sentence: 'Der Server {url} antwortet nicht.',
    next: 'Prüfen Sie die Adresse und ob der Server läuft. Trax versucht es von selbst wieder.',
  },
  ENDPOINT_UNAUTHORIZED: {
    sentence: 'Der Server {url} nimmt den Schlüssel nicht an.',
    next: 'Prüfen Sie den API-Schlüssel in den Einstellungen.',
  },
  ENDPOINT_BUSY: {
    sentence: 'Der Server {url} bittet zu warten.',
    next: 'Trax versucht es von selbst wieder, sobald der Server es erlaubt.',
  },
  ENDPOINT_QUOTA: {
    sentence: 'Der Server {url} meldet, dass das Kontingent verbraucht ist.',
    next: 'Sehen Sie dort nach Ihrem Tarif. Trax fragt jede Stunde wieder, oder sofort, wenn Sie es wünschen (Warteschlange).',
  },
  ENDPOINT_TOO_LARGE: {
    sentence: 'Der Server {url} lehnt ein Stück dieser Länge ab.',
    next: 'Verringern Sie in den Einstellungen die größte Sendung an den Server.',
  },
  ENDPOINT_FAILED: {
    sentence: 'Der Server {url} hatte selbst einen Fehler ({reason}).',
    next: 'Trax versucht es von selbst wieder. Bleibt es so, sehen Sie nach dem Server.',
  },
  ENDPOINT_REFUSED: {
    sentence: 'Der Server {url} hat die Anfrage abgelehnt: {reason}.',
    next: 'Prüfen Sie in den Einstellungen den Namen des Modells und die Adresse des Servers.',
  },
  ENDPOINT_GARBAGE: {
    sentence: 'Der Server {url} antwortete mit etwas, das kein Transkript ist.',
    next: 'Prüfen Sie, ob die Adresse zu einer OpenAI-kompatiblen Transkription gehört.',
  },
  COMMAND_FAILED: {
    sentence: 'Der Befehl {command} hat nicht funktioniert ({reason}).',
    next: 'Probieren Sie ihn in einem Terminal aus. Die Transkripte sind trotzdem da.',
  },
  WORKER_CRASHED: {
    sentence: 'Der Prozess, der an dieser Aufnahme arbeitete, ist stehen geblieben ({reason}).',
    next: 'Er startet von selbst neu und macht weiter, wo er war.',
  },
  DATABASE_UNAVAILABLE: {
    sentence: 'Die Datenbank antwortet nicht: {reason}.',
    next: 'Trax startet sie neu, oder wartet auf sie, wenn sie auf einem eigenen Server liegt. Gespeichertes ist sicher.',
  },
  DATABASE_TOO_OLD: {
    sentence: 'Dieser PostgreSQL-Server hat die Version {version}; Trax braucht 15 oder neuer.',
    next: 'Aktualisieren Sie den Server, oder entfernen Sie DATABASE_URL, um den eingebauten zu nutzen.',
  },
  VERSION_DIFFERS: {
    sentence: 'Auf diesem Computer läuft Trax {own}, die Bibliothek wird von {library} betreut.',
    next: 'Installieren Sie hier dieselbe Version. Es wurde nichts geändert.',
  },
  DATABASE_TOO_NEW: {
    sentence: 'Diese Bibliothek wurde zuletzt von einem neueren Trax geöffnet (Schema {version}).',
    next: 'Aktualisieren Sie Trax auf diesem Computer.',
  },
  POSTGRES_MISSING: {
    sentence:
      'Diese Bibliothek entstand mit PostgreSQL {major}; um sie nach {own} zu übernehmen, braucht es einmal die Programme von {major}.',
    next: 'Installieren Sie PostgreSQL {major}, oder nennen Sie den Ordner der Programme mit TRAX_POSTGRES, und starten Sie noch einmal. Es wurde nichts geändert.',
  },
  CARRY_OVER_FAILED: {
    sentence: 'Die Bibliothek konnte nicht von PostgreSQL {major} nach {own} übernommen werden: {reason}.',
    next: 'Es wurde nichts geändert: Starten Sie noch einmal, oder kehren Sie zur vorigen Version von Trax zurück.',
  },
  MIGRATION_FAILED: {
    sentence: 'Die Bibliothek konnte nicht auf die neue Version gebracht werden: {reason}.',
    next: 'Es wurde nichts geändert. Kehren Sie zur früheren Version von Trax zurück, und senden Sie uns die Einzelheiten.',
  },
  BACKUP_ELSEWHERE: {
    sentence:
      'Diese Bibliothek liegt auf Ihrem eigenen PostgreSQL-Server; dort wird sie gesichert und wiederhergestellt.',
    next: 'Nutzen Sie die Werkzeuge des Servers (pg_dump, pg_basebackup), oder fragen Sie seinen Verwalter.',
  },
  BACKUP_MISSING: {
    sentence: 'In {path} liegt keine Sicherung.',
    next: 'Wählen Sie den Ordner einer Sicherung oder einen, in dem Sicherungen liegen. Es wurde nichts geändert.',
  },
  MOMENT_UNREACHABLE: {
    sentence: 'Keine Sicherung führt zu {at}.',
    next: 'Wählen Sie einen späteren Zeitpunkt oder eine Sicherung selbst: Was vor einer Wiederherstellung gesichert wurde, führt zu nichts danach. Es wurde nichts geändert.',
  },
  BACKUP_DAMAGED: {
    sentence: 'Die Sicherung {path} ist beschädigt: {file} fehlt oder wurde verändert.',
    next: 'Stellen Sie eine ältere wieder her. Es wurde nichts geändert.',
  },
  JOURNAL_DAMAGED: {
    sentence:
      'Das Protokoll zwischen den Sicherungen ist beschädigt: {segment} fehlt oder ist nicht mehr ganz zu lesen.',
    next: 'Stellen Sie einen früheren Zeitpunkt oder den einer Sicherung wieder her. Es wurde nichts geändert.',
  },
  RESTORE_FAILED: {
    sentence: 'Die wiederhergestellte Bibliothek funktioniert nicht: {reason}.',
    next: 'Es wurde nichts geändert. Stellen Sie eine ältere Sicherung wieder her.',
  },
  EXPORT_DAMAGED: {
    sentence: 'Der Export {path} ist beschädigt: {file} fehlt oder wurde verändert.',
    next: 'Exportieren oder kopieren Sie ihn noch einmal. Es wurde nichts geändert.',
  },
  MOVE_REFUSED: {
    sentence: 'Die Daten können nicht nach {path} verschoben werden: {reason}.',
    next: 'Wählen Sie einen anderen Ordner. Es wurde nichts geändert.',
  },
  COPY_DIFFERS: {
    sentence:
      'Die Kopie {path} ist nicht, was kopiert wurde: Ihr Datenträger behält nicht, was geschrieben wird.',
    next: 'Wählen Sie einen anderen Datenträger. Es wurde nichts geändert.',
  },
  DATA_FOLDER_MISSING: {
    sentence: 'Die Bibliothek liegt in {path}, und das ist nicht da.',
    next: 'Verbinden Sie den Datenträger, auf dem sie liegt, und starten Sie noch einmal.',
  },
  PDF_NEEDS_BROWSER: {
    sentence:
      'Ein PDF mit Zeichen dieser Schrift wird von einem Browser gedruckt, und auf diesem Computer gibt es weder Chromium noch Chrome oder Edge.',
    next: 'Installieren Sie einen davon, nennen Sie Ihren mit CHROMIUM_PATH, oder exportieren Sie HTML und drucken Sie es aus einem beliebigen Browser.',
  },
  PDF_FAILED: {
    sentence: 'Der Browser konnte das PDF nicht drucken: {reason}.',
    next: 'Versuchen Sie es noch einmal. Gelingt es wieder nicht, exportieren Sie HTML und drucken Sie es aus einem beliebigen Browser.',
  },
  NOT_FOUND: {
    sentence: '{what} mit der Kennung {id} gibt es nicht.',
    next: 'Vielleicht wurde es entfernt. Sehen Sie noch einmal in der Liste nach.',
  },
  NAME_TAKEN: {
    sentence: 'Etwas anderes heißt schon {name}.',
    next: 'Wählen Sie einen anderen Namen.',
  },
  EDIT_CONFLICT: {
    sentence: 'Diese Stelle wurde inzwischen anderswo geändert.',
    next: 'Sehen Sie nach, was dort jetzt steht, und ändern Sie es dann noch einmal.',
  },
  NOT_ALLOWED_NOW: {
    sentence: 'Das geht nicht, solange {reason}.',
    next: 'Warten Sie, bis das vorbei ist, und versuchen Sie es dann erneut.',
  },
  PATH_NOT_WHOLE: {
    sentence: '{path} ist nicht der ganze Pfad einer Datei oder eines Ordners.',
    next: 'Geben Sie ihn von seinem Anfang an an, etwa /media/disk/trax oder D:\\Trax.',
  },
  INVALID_INPUT: {
    sentence: 'Das wurde nicht verstanden: {reason}.',
    next: 'Berichtigen Sie es, und versuchen Sie es erneut.',
  },
  UPLOAD_FAILED: {
    sentence: '{name} konnte Trax nicht übergeben werden ({reason}).',
    next: 'Prüfen Sie, ob die Datei noch da ist, und fügen Sie sie neu hinzu.',
  },
  PORT_TAKEN: {
    sentence: 'Port {port} dieses Computers ist von einem anderen Programm belegt.',
    next: 'Wählen Sie einen anderen Port, oder überlassen Sie Trax die Wahl.',
  },
  DISCONNECTED: {
    sentence: 'Die Verbindung zu Trax ist abgebrochen.',
    next: 'Sie wird von selbst wiederhergestellt; versuchen Sie es dann erneut. Gespeichertes bleibt erhalten.',
  },
  CANCELLED: {
    sentence: 'Angehalten.',
    next: 'Was getan ist, bleibt erhalten; starten Sie neu, um fortzufahren.',
  },
  UNEXPECTED: {
    sentence: 'Es ist etwas schiefgegangen, womit Trax nicht gerechnet hat.',
    next: 'Kopieren Sie die Einzelheiten, und senden Sie sie uns. Gespeichertes bleibt erhalten.',
  },
};
