import { StringDecoder } from 'node:string_decoder';
import type { ExportManifest } from './exportManifest.ts';
import type { ExportSource } from './exportSource.ts';
import type { Row } from './storeRows.ts';

/** Rows that are stored at once. */
const pageSize = 500;

/** The rows of a table as an export gives them, some at a time; none where the export does not have it. */
export async function* tableRows(
  source: ExportSource,
  { tables }: ExportManifest,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  const given = tables.find((table) => table.name === name);
  if (!given) return;
  let page: Row[] = [];
  for await (const line of linesOf(await source.read(given.path))) {
    signal?.throwIfAborted();
    page.push(JSON.parse(line));
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
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
