import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { passagesOf } from './reading.ts';

/** What CommonMark would read as more than itself, wherever it stands. */
const special = /[\\`*_[\]<>&|~]/g;
/** What it would read so at the beginning of a line only: headings, lists, rules, quotes. */
const specialFirst = /^(?:[#>+=-]|\d+(?=[.)]))/;

/** Markdown (CommonMark): the title as a heading, names in bold, times in front. */
export function printMd(document: TranscriptDocument, options: ExportOptions): string {
  const passages = passagesOf(document, options).map(({ time, name, text }) => {
    const head = [time && `\`${time}\``, name && `**${escaped(name)}:**`].filter(Boolean).join(' ');
    return head === '' ? escapedLine(text) : `${head} ${escaped(text)}`;
  });
  return `${[`# ${escaped(document.title)}`, ...passages].join('\n\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(special, '\\$&');
}

function escapedLine(text: string): string {
  // A number that would begin a list is escaped at its dot: `1\.`.
  return escaped(text).replace(specialFirst, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}
