import { stat } from 'node:fs/promises';
import { isMissing } from '../database/failures.ts';
import { lineageOf } from '../database/postgres/archive.ts';
import { filesOf } from '../database/postgres/cluster.ts';
import type { Place } from '../database/postgres/place.ts';
import { describeReplaced, findReplaced } from './replaced.ts';

/** A history that a restoration ended, of a database that is still kept. */
export interface FormerLineage {
  readonly lineage: string;
  readonly until: Date;
}

/** The histories of the databases that were put aside, the newest first. */
export async function formerLineages(place: Place): Promise<FormerLineage[]> {
  const moments = new Map((await describeReplaced(place)).map(({ id, replacedAt }) => [id, replacedAt]));
  const found: FormerLineage[] = [];
  for (const { id, place: former } of await findReplaced(place)) {
    const lineage = await noted(former);
    if (lineage !== null) found.push({ lineage, until: new Date(moments.get(id) ?? Number.NaN) });
  }
  return found;
}

/** The history that a library had at a moment; now, without one. Null where there is no database to ask. */
export async function lineageAt(place: Place, at?: Date): Promise<string | null> {
  const since = (await formerLineages(place)).filter(({ until }) => at && until > at);
  return since.at(-1)?.lineage ?? noted(place);
}

/** Asks without making one, as the opening of a database does. */
async function noted(place: Place): Promise<string | null> {
  try {
    await stat(filesOf(place).lineage);
    return await lineageOf(place);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
