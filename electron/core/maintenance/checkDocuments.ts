import type { EntityManager, EntityProperty, MikroORM } from '@mikro-orm/postgresql';
import { say } from '../../../shared/sentences.ts';
import { fitsDocument } from '../database/documents.ts';
import { mendable, type Problem, reported } from './problem.ts';

/** Rows that are read at once. */
const pageSize = 500;

/** Stored documents that do not fit their schema. They are read as nothing, so that people miss what they held. */
export async function checkDocuments(orm: MikroORM, signal?: AbortSignal): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const meta of orm.getMetadata().getAll().values()) {
    const key = meta.primaryKeys.length === 1 ? meta.properties[meta.primaryKeys[0] ?? ''] : undefined;
    if (!key || meta.abstract) continue;
    for (const property of meta.props) {
      if (fitsDocument(property.customType, undefined) === null) continue;
      const place = {
        table: meta.tableName,
        key: key.fieldNames[0] ?? 'id',
        keyType: keyTypeOf(key),
        property,
      };
      for await (const id of misfits(orm.em.fork(), place, signal)) problems.push(problemOf(place, id));
    }
  }
  return problems;
}

/** The type that a key is compared as; a serial is a number. */
function keyTypeOf(key: EntityProperty): string {
  return key.columnTypes[0]?.replace(/^(big)?serial$/, 'bigint') ?? 'text';
}

interface Place {
  readonly table: string;
  readonly key: string;
  readonly keyType: string;
  readonly property: EntityProperty;
}

const columnOf = ({ property }: Place) => property.fieldNames[0] ?? property.name;

/** The keys of the rows whose document does not fit. */
async function* misfits(em: EntityManager, place: Place, signal?: AbortSignal): AsyncGenerator<string> {
  const { table, key, property } = place;
  const column = columnOf(place);
  const type = place.keyType;
  for (let last: string | null = null; ; ) {
    signal?.throwIfAborted();
    const rows: { key: string; value: string }[] = await em.execute(
      `select "${key}"::text as key, "${column}"::text as value from "${table}"
       where "${column}" is not null ${last === null ? '' : `and "${key}" > ?::${type}`}
       order by "${key}" limit ${pageSize}`,
      last === null ? [] : [last],
    );
    last = rows.at(-1)?.key ?? null;
    for (const row of rows) {
      if (fitsDocument(property.customType, JSON.parse(row.value)) === false) yield row.key;
    }
    if (rows.length < pageSize) return;
  }
}

function problemOf(place: Place, id: string): Problem {
  const { table, key, property } = place;
  const column = columnOf(place);
  const finding = {
    kind: 'document' as const,
    place: `${table}.${column} of ${id}`,
    found: say('check.document'),
    meaning: say('check.document.meaning'),
  };
  const instead = replacementFor(property);
  if (instead === undefined) return reported(finding);
  const repair =
    instead === null ? say('check.document.repairNothing') : say('check.document.repair', { instead });
  return mendable({ ...finding, repair }, async (em) => {
    const [former] = await em.execute<{ former: string }[]>(
      `select "${column}"::text as former from "${table}" where "${key}"::text = ? for update`,
      [id],
    );
    await em.execute(`update "${table}" set "${column}" = ?::jsonb where "${key}"::text = ?`, [instead, id]);
    return former ? JSON.parse(former.former) : null;
  });
}

/** What may stand in a document's place, as JSON: nothing, else something empty that fits; undefined when nothing does. */
function replacementFor(property: EntityProperty): string | null | undefined {
  if (property.nullable) return null;
  return ['[]', '{}'].find((text) => fitsDocument(property.customType, JSON.parse(text)));
}
