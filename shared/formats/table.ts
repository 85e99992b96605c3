import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { plainName } from './reading.ts';

type Cell = string | number | null;

/** Comma-separated values as RFC 4180 has them, with the byte order mark by which spreadsheets know UTF-8. */
export function printCsv(document: TranscriptDocument, options: ExportOptions): string {
  return `\ufeff${rowsOf(document, options)
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('')}`;
}

/** Tab-separated values: a tab or a line end inside a cell becomes a space. */
export function printTsv(document: TranscriptDocument, options: ExportOptions): string {
  return rowsOf(document, options)
    .map((row) => `${row.map((cell) => String(shown(cell)).replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`)
    .join('');
}

function rowsOf(document: TranscriptDocument, options: ExportOptions): Cell[][] {
  const who = (speaker: string | null): Cell[] => (options.speakers ? [plainName(speaker)] : []);
  const head = ['start', 'end', ...(options.speakers ? ['speaker'] : []), 'text', 'confidence'];
  if (options.rows === 'words') {
    const rows = document.segments.flatMap(({ speaker, words }) =>
      words.map((word): Cell[] => [word.start, word.end, ...who(speaker), word.text.trim(), word.confidence]),
    );
    return [head, ...rows];
  }
  return [
    [...head, 'language'],
    ...document.segments.map((segment): Cell[] => [
      segment.start,
      segment.end,
      ...who(segment.speaker),
      segment.text,
      segment.confidence,
      segment.language ?? document.language,
    ]),
  ];
}

/** Numbers with three decimals: milliseconds for times. */
function shown(cell: Cell): string {
  return typeof cell === 'number' ? cell.toFixed(3) : (cell ?? '');
}

/** What a spreadsheet would take for a formula is text here: an apostrophe in front says so (OWASP, "CSV injection"). */
function csvCell(cell: Cell): string {
  const text = shown(cell);
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
