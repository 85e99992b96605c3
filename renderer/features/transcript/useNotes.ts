import { useQuery } from '@tanstack/react-query';
import type { Note } from '../../../shared/contract/notes.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

type Written = Omit<Note, 'createdAt'>;

/** The notes of a recording, and what can be done with them. */
export interface Notes {
  readonly notes: readonly Note[];
  put(note: Written): void;
  remove(id: string): void;
}

/** Notes are on the screen at once; what fails is told, and what is stored is shown again. */
export function useNotes(recordingId: string): Notes {
  const { api, client, queries } = useTrax();
  const options = api.notes.list.queryOptions({ input: { recordingId } });
  const { data: notes = [] } = useQuery(options);
  const show = (change: (notes: readonly Note[]) => Note[]) =>
    queries.setQueryData(options.queryKey, (held: Note[] | undefined) => change(held ?? []));
  const look = () => void queries.invalidateQueries({ queryKey: options.queryKey });
  const put = useCommand((note: Written) => client.notes.put({ ...note, recordingId }).finally(look));
  const remove = useCommand((id: string) => client.notes.remove({ id }).finally(look));
  return {
    notes,
    put(note) {
      show((held) => {
        const former = held.find(({ id }) => id === note.id);
        const kept = { ...note, createdAt: former?.createdAt ?? new Date().toISOString() };
        return [...held.filter(({ id }) => id !== note.id), kept].sort((one, other) => one.at - other.at);
      });
      put.mutate(note);
    },
    remove(id) {
      show((held) => held.filter((note) => note.id !== id));
      remove.mutate(id);
    },
  };
}
