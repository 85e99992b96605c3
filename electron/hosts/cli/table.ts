import { columnsOf } from '../../../shared/transcript/script.ts';

/** Rows in columns that line up, the last one ragged; without any rows nothing. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(columnsOf(title), ...rows.map((row) => columnsOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === head.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - columnsOf(cell)),
      )
      .join('  ')
      .trimEnd();
  return rows.length === 0 ? '' : `${[head, ...rows].map(line).join('\n')}\n`;
}
