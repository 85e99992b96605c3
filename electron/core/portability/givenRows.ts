import { StringDecoder } from 'node:string_decoder';
import type { ExportManifest } from './exportManifest.ts';
import type { ExportSource } from './exportSource.ts';
import type { Row } from './storeRows.ts';
import type { MovedTable } from './tables.ts';

/** Rows that are stored at once. */
const pageSize = 500;

/** The rows of a table as an export gives them, some at a time; none where the export does not have it. */
export async function* tableRows(
  source: ExportSource,
  { tables }: ExportManifest,
  table: Pick<MovedTable, 'name' | 'isExact'>,
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  const given = tables.find(({ name }) => name === table.name);
  if (!given) return;
  let page: Row[] = [];
  for await (const line of linesOf(await source.read(given.path))) {
    signal?.throwIfAborted();
    page.push(parseRow(table, line));
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** A row from its JSON; decimal numbers keep every digit. */
export function parseRow({ isExact }: Pick<MovedTable, 'isExact'>, line: string): Row {
  return JSON.parse(line, isExact ? keepDigits : undefined);
}

/** ECMAScript's JSON.parse with source text: what is not the same as a number of JavaScript stays as it was written. */
function keepDigits(_: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || source === String(value)) return value;
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(source);
}

async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of stream) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
