import type { EntityManager } from '@mikro-orm/postgresql';
import { say, type Text } from '../../../shared/sentences.ts';
import {
  batchTransitions,
  downloadTransitions,
  itemTransitions,
  processingJobTransitions,
  statusesOf,
} from '../../../shared/status.ts';
import { mendable, type Problem } from './problem.ts';

interface Reference {
  readonly child: string;
  readonly column: string;
  readonly parent: string;
  readonly key: string;
  /** `c`: the row goes with its parent; `n`: it loses the reference. Anything else protects the parent. */
  readonly rule: string;
}

/** Rows that refer to a row that is not there: the database forbids it, but a damaged file or a foreign tool may not. */
export async function checkReferences(em: EntityManager): Promise<Problem[]> {
  const references = await em.execute<Reference[]>(
    `select c.conrelid::regclass::text as child, a.attname as "column", c.confrelid::regclass::text as parent,
       k.attname as key, c.confdeltype as rule
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     join pg_attribute k on k.attrelid = c.confrelid and k.attnum = c.confkey[1]
     where c.contype = 'f' and cardinality(c.conkey) = 1 and c.connamespace = current_schema()::regnamespace
     order by 1, 2`,
  );
  const problems: Problem[] = [];
  for (const reference of references) {
    const { child, column, parent, key } = reference;
    const rows = await em.execute<{ place: string; missing: string }[]>(
      `select c.ctid::text as place, c."${column}"::text as missing from ${child} c
       where c."${column}" is not null and not exists (select 1 from ${parent} p where p."${key}" = c."${column}")`,
    );
    for (const { missing } of distinct(rows)) problems.push(orphansOf(reference, missing));
  }
  return problems;
}

function distinct(rows: readonly { missing: string }[]): { missing: string }[] {
  return [...new Set(rows.map(({ missing }) => missing))].map((missing) => ({ missing }));
}

function orphansOf({ child, column, parent, rule }: Reference, missing: string): Problem {
  const loses = rule === 'n';
  const finding = {
    kind: 'orphan' as const,
    place: `${child}.${column} = ${missing}`,
    found: say('check.orphan', { parent }),
    meaning: say('check.orphan.meaning'),
    repair: loses ? say('check.orphan.repairReference') : say('check.orphan.repair'),
  };
  return mendable(finding, async (em) => {
    const former = await em.execute<{ row: unknown }[]>(
      `select to_jsonb(c) as row from ${child} c where c."${column}"::text = ?`,
      [missing],
    );
    await em.execute(
      loses
        ? `update ${child} set "${column}" = null where "${column}"::text = ?`
        : `delete from ${child} where "${column}"::text = ?`,
      [missing],
    );
    return former.map(({ row }) => row);
  });
}

const statuses = [
  { table: 'batch_items', column: 'status', known: statusesOf(itemTransitions) },
  { table: 'batch_jobs', column: 'status', known: statusesOf(batchTransitions) },
  { table: 'media_files', column: 'download_status', known: statusesOf(downloadTransitions) },
  { table: 'v2_processing_jobs', column: 'status', known: statusesOf(processingJobTransitions) },
];

/** Rows with a status that does not exist. */
export async function checkStatuses(em: EntityManager): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { table, column, known } of statuses) {
    const rows = await em.execute<{ id: string; status: string }[]>(
      `select id::text as id, ${column} as status from ${table}
       where ${column} not in (${known.map(() => '?').join(', ')}) order by id`,
      known,
    );
    for (const { id, status } of rows) {
      const finding = {
        kind: 'status' as const,
        place: `${table}.${column} of ${id}`,
        found: say('check.status', { status }),
        meaning: say('check.status.meaning'),
        repair: say('check.status.repair'),
      };
      problems.push(
        mendable(finding, async (tx) => {
          await tx.execute(`update ${table} set ${column} = 'failed' where id::text = ?`, [id]);
          return status;
        }),
      );
    }
  }
  return problems;
}

/** Items that are said to be worked on and that nobody works on, and items that hold a lease for nothing. */
export async function checkLeases(em: EntityManager): Promise<Problem[]> {
  const rows = await em.execute<{ id: string; status: string; lease_owner: string | null }[]>(
    `select id, status, lease_owner from batch_items
     where (status = 'running' and (lease_until is null or lease_owner is null or lease_until < now() - interval '1 minute'))
        or (status <> 'running' and lease_owner is not null)
     order by id`,
  );
  return rows.map(({ id, status, lease_owner }) => {
    const isRunning = status === 'running';
    const finding = {
      kind: 'lease' as const,
      place: `batch_items ${id}`,
      found: foundLease(status, lease_owner),
      meaning: say(isRunning ? 'check.lease.running.meaning' : 'check.lease.resting.meaning'),
      repair: say(isRunning ? 'check.lease.running.repair' : 'check.lease.resting.repair'),
    };
    return mendable(finding, async (tx) => {
      await tx.execute(
        `update batch_items set lease_owner = null, lease_until = null,
           status = case when status = 'running' then 'pending' else status end, updated_at = now() where id = ?`,
        [id],
      );
      return { status, lease_owner };
    });
  });
}

function foundLease(status: string, owner: string | null): Text {
  if (status !== 'running') return say('check.lease.resting', { status, owner: owner ?? '?' });
  return owner === null ? say('check.lease.runningNobody') : say('check.lease.running', { owner });
}
