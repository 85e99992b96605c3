import type { Selection } from './readRows.ts';
import type { MovedTable } from './tables.ts';

/** Where everything that is about a recording begins. */
export const root = 'media_files';

/** What refers to a recording and tells of this computer's work or order: it stays when one recording is given away. */
const ownAffairs = ['batch_items', 'exports', 'v2_processing_jobs', 'collection_media_files'];

/** What is left out of a row that is given away: a voice print identifies a person, and counters are counted anew. */
const keptBack: Readonly<Record<string, readonly string[]>> = {
  speaker_profiles: ['embedding', 'characteristics', 'sample_count', 'user_id'],
};

/** The tables whose rows belong to a recording, directly or through others, each after those that it belongs to. */
export function ownedTables(tables: readonly MovedTable[]): MovedTable[] {
  const owned = new Set([root]);
  for (const { name, references } of tables) {
    if (references.some(({ table }) => owned.has(table))) owned.add(name);
  }
  return tables.filter(({ name }) => owned.has(name));
}

/** Which rows go along with some recordings: theirs, and those that these refer to, such as speakers. By table. */
export function belongingsOf(
  tables: readonly MovedTable[],
  recordingIds: readonly string[],
): Map<string, Selection> {
  const owned = ownedTables(tables.filter(({ name }) => !ownAffairs.includes(name)));
  const selections = new Map<string, Selection>();
  for (const table of owned) {
    const where =
      table.name === root
        ? `t.id in (${recordingIds.map((id) => `'${id}'::uuid`).join(', ')})`
        : referencesIn(table, selections)
            .map((one) => `t."${one.column}" in (${keysOf(tables, one.table, selections)})`)
            .join(' or ');
    selections.set(table.name, { where });
  }
  for (const { name, key } of tables) {
    if (selections.has(name)) continue;
    const from = owned.flatMap((child) =>
      child.references
        .filter(({ table }) => table === name)
        .map(({ column }) => `t."${key[0]}" in (${columnOf(child.name, column, selections)})`),
    );
    const without = keptBack[name];
    if (from.length > 0) selections.set(name, { where: from.join(' or '), ...(without && { without }) });
  }
  return selections;
}

function referencesIn(table: MovedTable, selections: ReadonlyMap<string, Selection>) {
  return table.references.filter((one) => selections.has(one.table));
}

function keysOf(tables: readonly MovedTable[], name: string, selections: ReadonlyMap<string, Selection>) {
  const key = tables.find((table) => table.name === name)?.key[0] ?? 'id';
  return columnOf(name, key, selections);
}

function columnOf(name: string, column: string, selections: ReadonlyMap<string, Selection>): string {
  return `select t."${column}" from "${name}" t where ${selections.get(name)?.where}`;
}
