import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

/** Asks a database. */
export type Query = <Row = Record<string, unknown>>(sql: string) => Promise<Row[]>;

/** A database of its own on the server of this run. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** A fresh database with the newest schema. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createFrom('trax_template');
}

/** A fresh database with nothing in it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template1');
}

/** A database as another one is at this moment; nobody may be connected to that. */
export async function copyDatabase(url: string): Promise<TestDatabase> {
  return createFrom(url.split('/').at(-1) ?? '');
}

async function createFrom(template: string): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(server, `create database ${name} template ${template}`);
  return {
    url: withDatabase(server, name),
    [Symbol.asyncDispose]: () => query(server, `drop database ${name} with (force)`),
  };
}

/** The same server's URL with another database. */
export function withDatabase(url: string, name: string): string {
  return url.replace(/\/[^/]*$/, `/${name}`);
}

/** Runs statements on a connection of their own. */
export async function query(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The rows that a statement gives, on a connection of its own. */
export async function queryRows<Row>(url: string, statement: string, params: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement, params)).rows;
  } finally {
    await client.end();
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of an administrator's database on this run's server. */
    databaseServer: string;
  }
}
