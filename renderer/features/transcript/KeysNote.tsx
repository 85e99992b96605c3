import { useTranslation } from 'react-i18next';
import { keysInWords } from '../../keyName.ts';
import { useCapsOf } from '../../useBindings.ts';

/** The keys of the correction loop, as they are now. */
export function KeysNote() {
  const { t } = useTranslation();
  const capsOf = useCapsOf();
  const [play, doubtful] = [capsOf('player.toggle'), capsOf('transcript.nextDoubtful')];
  const notes = [
    t('keysNote.type'),
    play && t('keysNote.play', { keys: keysInWords(t, play) }),
    t('keysNote.split'),
    doubtful && t('keysNote.doubtful', { keys: keysInWords(t, doubtful) }),
    t('keysNote.leave'),
  ];
  return (
    <p className="shrink-0 truncate border-line border-t px-6 py-1.5 text-center text-soft text-xs">
      {notes.filter(Boolean).join(' · ')}
    </p>
  );
}
