import type { ExportOptions } from '../contract/exports.ts';
import type { DocumentSegment, TranscriptDocument } from '../transcript/document.ts';
import { needsSpaceBetween } from '../transcript/script.ts';
import { timedPieces } from '../transcript/timedText.ts';
import { pagePlayer, pageStyle } from './htmlParts.ts';
import { type Passage, passagesOf } from './reading.ts';
import { clockSeconds } from './time.ts';
import { escapeXml } from './xml.ts';

/**
 * A page by itself: it loads nothing from anywhere. With `sound` (an address, as a rule `data:` with the sound itself) it
 * has a player; a click on a word plays it, and the words are followed.
 */
export function printHtml(document: TranscriptDocument, options: ExportOptions, sound?: string): string {
  const { title, language, duration } = document;
  const passages = passagesOf(document, options);
  const inside = sound ? timedText(passages, document.segments) : passages.map(({ text }) => escapeXml(text));
  const player = sound
    ? [`<audio controls preload="auto" src="${escapeXml(sound)}"></audio>`, `<script>${pagePlayer}</script>`]
    : [];
  return `${[
    '<!doctype html>',
    `<html lang="${escapeXml(language ?? '')}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1 dir="auto">${escapeXml(title)}</h1>`,
    ...(duration === null ? [] : [`<p class="facts">${clockSeconds(duration)}</p>`]),
    '</header>',
    '<main>',
    ...passages.map((passage, index) => paragraph(passage, inside[index] ?? '')),
    '</main>',
    ...player,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function paragraph({ time, name }: Passage, inside: string): string {
  const clock = time ? `<time>${time}</time> ` : '';
  // Apart from the text: whether that runs from the right is not for the name to say.
  const who = name ? `<b><bdi>${escapeXml(name)}</bdi>:</b> ` : '';
  return `<p dir="auto">${clock}${who}${inside}</p>`;
}

/** The text of each passage with its words in spans that say when they are spoken. Segments fall into passages whole. */
function timedText(passages: readonly Passage[], segments: readonly DocumentSegment[]): string[] {
  const texts = passages.map(() => '');
  let at = 0;
  let before = '';
  for (const segment of segments) {
    if (segment.text.trim() === '') continue;
    while (
      at + 1 < passages.length &&
      segment.start >= (passages[at + 1]?.start ?? Number.POSITIVE_INFINITY)
    ) {
      at += 1;
      before = '';
    }
    for (const [index, piece] of timedPieces(segment).entries()) {
      const isSpaced = index === 0 ? needsSpaceBetween(before, piece.text) : piece.spaceBefore;
      const word = `<span data-t="${piece.start.toFixed(2)}">${escapeXml(piece.text)}</span>`;
      texts[at] += `${isSpaced ? ' ' : ''}${word}`;
      before = piece.text;
    }
  }
  return texts;
}
