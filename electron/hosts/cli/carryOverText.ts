import type { CarryOver } from '../../core/database/carryOver.ts';
import type { Terminal } from './terminal.ts';

/** Says that a library is carried over from another PostgreSQL, and how far that is. */
export function createCarryOverText(terminal: Pick<Terminal, 'say' | 'status'>) {
  let isSaid = false;
  return ({ from, to, done, total }: CarryOver) => {
    if (!isSaid) {
      terminal.say(`This library was made with PostgreSQL ${from}. It is carried over to ${to} now, once.`);
      terminal.say('The former one is kept: Settings > Data, or trax backups, says where.');
    }
    isSaid = true;
    terminal.status(done < total ? `Carrying over  ${done} of ${total} rows` : '');
  };
}
