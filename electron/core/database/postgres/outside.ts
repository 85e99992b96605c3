import { sep } from 'node:path';
import { TraxError } from '../../../../shared/errors.ts';
import { realName } from '../../files.ts';
import { archivesOf } from './archive.ts';
import { filesOf } from './cluster.ts';
import type { Place } from './place.ts';

/** Only the server writes where the database and its journal lie. Throws FOLDER_OF_DATABASE for a path in there. */
export async function requireOutside(place: Place | null, path: string): Promise<void> {
  if (!place) return;
  const given = await realName(path);
  for (const folder of [filesOf(place).folder, archivesOf(place)]) {
    const own = await realName(folder);
    if (given === own || given.startsWith(own + sep)) throw new TraxError('FOLDER_OF_DATABASE', { path });
  }
}
