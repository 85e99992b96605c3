import type { ActionId } from '../../actions.ts';

/** The titles of `shared/actions.ts` in German. */
export const actions: Record<ActionId, string> = {
  'recordings.add': 'Aufnahmen hinzufügen…',
  'recordings.addFolder': 'Ordner hinzufügen…',
  'go.library': 'Bibliothek',
  'go.queue': 'Warteschlange',
  'go.settings': 'Einstellungen',
  'recording.saveCopy': 'Kopie sichern…',
  'library.search': 'Suchen',
  'queue.pauseAll': 'Alles anhalten',
  'queue.resumeAll': 'Alles fortsetzen',
  'transcript.export': 'Exportieren…',
  'player.toggle': 'Abspielen oder anhalten',
  'player.back': '3 Sekunden zurück und abspielen',
  'transcript.previousSegment': 'Voriges Segment',
  'transcript.nextSegment': 'Nächstes Segment',
  'transcript.undo': 'Letzte Änderung zurücknehmen',
  'transcript.redo': 'Wiederholen',
  'transcript.find': 'Im Transkript suchen',
  'transcript.replace': 'Suchen und ersetzen',
  'transcript.setSpeaker': 'Absatz Sprecher 1 bis 9 geben',
  'transcript.markRight': 'Das zweifelhafte Wort stimmt so',
  'transcript.versions': 'Versionen',
  'transcript.nextDoubtful': 'Nächstes zweifelhaftes Wort',
  'transcript.previousDoubtful': 'Voriges zweifelhaftes Wort',
  'help.shortcuts': 'Tastenkürzel',
};
