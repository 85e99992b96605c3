import type { SentenceKey } from '../../sentences.ts';

/** The sentences of `shared/sentences.ts` in German. */
export const sentences: Record<SentenceKey, string> = {
  'check.table': 'Nicht lesbar: {problem}.',
  'check.table.meaning':
    'Der Datenträger hat etwas davon verloren. Stellen Sie die Bibliothek von einem früheren Zeitpunkt wieder her (trax restore).',
  'check.index': 'Beschädigt: {problem}.',
  'check.index.meaning':
    'Zeilen von {table} werden vielleicht nicht gefunden. Die Zeilen selbst sind unberührt.',
  'check.index.repair': 'Baut ihn neu auf.',
  'check.document': 'Das gespeicherte Dokument hat nicht die Form, die es haben muss.',
  'check.document.meaning': 'Trax liest es, als wäre es nicht da.',
  'check.document.repairNothing':
    'Setzt nichts an seine Stelle; das Dokument bleibt in der Tabelle „repairs“.',
  'check.document.repair': 'Setzt {instead} an seine Stelle; das Dokument bleibt in der Tabelle „repairs“.',
  'check.orphan': 'Gehört zu einer Zeile von {parent}, die nicht da ist.',
  'check.orphan.meaning': 'Niemand kann es mehr erreichen.',
  'check.orphan.repairReference': 'Nimmt den Verweis weg und behält die Zeile.',
  'check.orphan.repair': 'Löscht die Zeilen; sie bleiben in der Tabelle „repairs“.',
  'check.status': 'Den Stand „{status}“ gibt es nicht.',
  'check.status.meaning': 'Von dort geht nichts weiter.',
  'check.status.repair': 'Setzt ihn auf „failed“, von wo es erneut versucht werden kann.',
  'check.lease.running': 'Es heißt, {owner} arbeite daran, aber von dort war nichts mehr zu hören.',
  'check.lease.runningNobody': 'Es heißt, daran werde gearbeitet, aber niemand tut es.',
  'check.lease.resting': 'Es ist „{status}“ und wird noch von {owner} gehalten.',
  'check.lease.running.meaning': 'Die Aufnahme kommt nicht voran.',
  'check.lease.resting.meaning': 'Das schadet nicht.',
  'check.lease.running.repair': 'Stellt es zurück in die Warteschlange.',
  'check.lease.resting.repair': 'Löst es.',
  'check.counter': 'Die Zahlen stimmen nicht: {counts}.',
  'check.counter.files': 'Die Warteschlange zeigt eine falsche Zahl von Dateien.',
  'check.counter.length': 'Ein Transkript zeigt eine falsche Länge.',
  'check.counter.speakers': 'Ein Transkript zeigt eine falsche Zahl von Sprechern.',
  'check.counter.repair': 'Schreibt, was gezählt wurde.',
  'check.search': 'Was die Suche kennt, weicht an {count} Stellen von dem ab, was da ist.',
  'check.search.meaning': 'Die Suche kann etwas übersehen oder finden, was nicht mehr da ist.',
  'check.search.repair': 'Liest es neu ein.',
  'check.media.size': 'Die Datei hat {size} Bytes statt {expected}.',
  'check.media.contents': 'Die Datei hat einen anderen Inhalt (die Prüfsumme weicht ab).',
  'check.media.changed.meaning':
    'Das Transkript der Aufnahme {id} gehört vielleicht zu etwas anderem; transkribieren Sie sie dann neu.',
  'check.media.missing': 'Die Datei ist nicht da.',
  'check.media.missing.meaning':
    'Der Text von {name} bleibt erhalten, kann aber nicht abgespielt werden. Schließen Sie das Laufwerk an, oder legen Sie die Datei zurück.',
  'check.media.moved': 'Die Datei liegt jetzt unter {path}; sie hat denselben Inhalt.',
  'check.media.moved.meaning': 'Die Aufnahme kann nicht abgespielt werden, bis Trax das weiß.',
  'check.media.moved.repair': 'Merkt sich den neuen Ort.',
  'check.file.missingWaveform': 'Die Wellenform der Aufnahme {id} ist nicht da.',
  'check.file.missingPlayback': 'Die Kopie zum Abspielen der Aufnahme {id} ist nicht da.',
  'check.file.missing.meaning': 'Die Aufnahme wird ohne sie gezeigt.',
  'check.file.missing.repair': 'Vergisst sie; beim erneuten Transkribieren entsteht sie neu.',
  'check.file.unused': 'Gehört zu einer Aufnahme, die nicht mehr da ist.',
  'check.file.unused.meaning': 'Es belegt unnötig Platz.',
  'check.file.unused.repair': 'Löscht es.',
  'check.model': 'Das Modell ist beschädigt: {reason}.',
  'check.model.meaning': 'Damit kann nichts transkribiert werden. Entfernen Sie es, und laden Sie es neu.',

  'doctor.recogniser': 'Spracherkennung',
  'doctor.model': 'Modell',
  'doctor.voiceActivity': 'Sprachaktivität',
  'doctor.database': 'Datenbank',
  'doctor.dataFolder': 'Datenordner',
  'doctor.window': 'Fenster',
  'doctor.at': '{what} unter {path}',
  'doctor.notFound': 'nicht gefunden',
  'doctor.doesNotStart': '{path} startet nicht: {reason}',
  'doctor.getFfmpeg': 'Installieren Sie ffmpeg, oder geben Sie mit FFMPEG_PATH an, wo es liegt.',
  'doctor.slowRecogniser':
    'Sie ist bis zu fünfzehnmal langsamer und nennt keine Wahrscheinlichkeiten. Installieren Sie cmake und einen C++-Compiler, und führen Sie die Einrichtung noch einmal aus.',
  'doctor.getRecogniser':
    'Installieren Sie cmake und einen C++-Compiler, und führen Sie die Einrichtung noch einmal aus.',
  'doctor.modelAt': 'auf {url}',
  'doctor.onlySample': 'nur das Beispiel, das wenige Wörter kennt',
  'doctor.noModel': 'keines',
  'doctor.getModel':
    'Laden Sie eines, am besten {model}: in den Einstellungen oder mit trax models download {model}.',
  'doctor.energyDetector': 'Suche nach Lautstärke',
  'doctor.getVoiceActivity':
    'Das Modell, das Sprache findet, kommt mit dem ersten geladenen Modell; es findet Pausen im Lärm besser.',
  'doctor.builtIn': 'PostgreSQL {version}, eingebaut',
  'doctor.ownServer': 'PostgreSQL {version}, aus DATABASE_URL',
  'doctor.freeSpace': '{path}, {size} frei',
  'doctor.littleRoom':
    'Schaffen Sie Platz auf diesem Datenträger, oder verlegen Sie den Ordner mit TRAX_HOME.',
  'doctor.browser': 'der Browser',
  'doctor.noWindow': 'Electron wurde nicht geladen; Trax öffnet sich stattdessen im Browser.',

  'models.damage.short': 'sie endet nach wenigen Bytes',
  'models.damage.foreign': 'sie ist keine Modelldatei von whisper.cpp',
  'models.damage.otherKind': 'sie ist eine ggml-Datei, aber kein Whisper-Modell',
  'models.damage.weights': 'ihre Gewichte sind von einer unbekannten Art ({kind})',
  'models.damage.cut': 'sie endet, bevor ihre Gewichte es tun',
  'models.damage.size': 'sie hat {size} Bytes statt {expected}',
  'models.damage.checksum': 'ihre Prüfsumme ist eine andere',
  'models.damage.unreadable': 'sie darf nicht gelesen werden',

  'models.large.gpu':
    'Dieser Computer hat einen Grafikprozessor und {memory} GB Speicher, genug für ein Modell, das fast so genau ist wie das größte.',
  'models.large.cores':
    'Dieser Computer hat {cores} Prozessorkerne und {memory} GB Speicher, genug für ein Modell, das fast so genau ist wie das größte.',
  'models.small.gpu':
    'Dieser Computer hat einen Grafikprozessor und {memory} GB Speicher: das kleine Modell ist genau und darauf noch schnell.',
  'models.small.cores':
    'Dieser Computer hat {cores} Prozessorkerne und {memory} GB Speicher: das kleine Modell ist genau und darauf noch schnell.',
  'models.base.gpu':
    'Dieser Computer hat einen Grafikprozessor und {memory} GB Speicher: das Basismodell ist das genaueste, das darauf schnell bleibt.',
  'models.base.cores':
    'Dieser Computer hat {cores} Prozessorkerne und {memory} GB Speicher: das Basismodell ist das genaueste, das darauf schnell bleibt.',
};
