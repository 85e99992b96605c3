import type { EditCommand } from '../../../shared/transcript/editCommand.ts';
import type { Plan } from '../../../shared/transcript/plan.ts';

/**
 * The segments whose words have to be found in the sound again after an edit: a person wrote in them (such words are
 * certain) what was not there before. Words that were only moved, cut or joined keep the times that they have.
 */
export function needingTimes({ put, inverse }: Plan, command: EditCommand): string[] {
  if (['setTimes', 'moveBoundary', 'retime', 'markRight', 'split', 'merge'].includes(command.type)) return [];
  const former = inverse.type === 'restore' ? inverse.put : [];
  const known = new Set(former.flatMap(({ words }) => words.map(({ text, start }) => `${text} ${start}`)));
  return put
    .filter(({ words }) =>
      words.some(({ text, start, confidence }) => confidence === 1 && !known.has(`${text} ${start}`)),
    )
    .map(({ id }) => id);
}
