import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportOptions } from '../../../../shared/contract/exports.ts';
import { type Passage, passagesOf } from '../../../../shared/formats/reading.ts';
import { clockSeconds } from '../../../../shared/formats/time.ts';
import type { TranscriptDocument } from '../../../../shared/transcript/document.ts';
import { openFont, type PdfFont } from './font.ts';
import { breakLines, type Line, linesHere, type Run } from './lines.ts';
import { createPages, type Style } from './pages.ts';
import { sheetOf } from './sheet.ts';

/** A paragraph before it is broken into lines. Heights in points. */
interface Paragraph {
  readonly tag: 'H1' | 'P';
  readonly runs: readonly Run<Style>[];
  readonly lineHeight: number;
  readonly after: number;
}

const [ink, soft] = ['.11 .114 .118', '.361 .369 .38'];
const styles = {
  title: { font: 'bold', size: 19, colour: ink },
  facts: { font: 'regular', size: 11, colour: soft },
  time: { font: 'regular', size: 8.8, colour: soft },
  name: { font: 'bold', size: 11, colour: ink },
  text: { font: 'regular', size: 11, colour: ink },
} as const satisfies Record<string, Style>;

/**
 * A transcript as PDF: a title, paragraphs with times and names, the number of each page, tagged for those who have it read to
 * them. `fonts` is the folder of those that come with Trax. Null where they do not have its letters: a browser has to print it.
 */
export async function printPdf(
  document: TranscriptDocument,
  options: ExportOptions,
  fonts: string,
): Promise<Uint8Array | null> {
  const open = async (name: string) => openFont(await readFile(join(fonts, name)));
  const [regular, bold] = await Promise.all([open('NotoSans-Regular.ttf'), open('NotoSans-Bold.ttf')]);
  const paragraphs = paragraphsOf(document, options);
  const text = paragraphs.flatMap(({ runs }) => runs.map((run) => run.text)).join(' ');
  if (!regular.canWrite(text)) return null;

  const sheet = sheetOf();
  const pages = createPages(sheet, { regular, bold });
  const measure = measureWith({ regular, bold });
  for (const { tag, runs, lineHeight, after } of paragraphs) {
    const lines: Line<Style>[] = breakLines(runs, sheet.width - 2 * sheet.left, measure);
    pages.beginParagraph(tag);
    for (let done = 0; done < lines.length; ) {
      const here = linesHere(lines.length - done, Math.floor(pages.room() / lineHeight));
      if (here === 0) pages.turn();
      else pages.draw(lines.slice(done, done + here), lineHeight);
      done += here;
    }
    pages.skip(after);
  }
  return pages.end({ title: document.title, language: document.language });
}

function measureWith(fonts: Readonly<Record<Style['font'], PdfFont>>) {
  return (text: string, { font, size }: Style) => {
    const { seen, whole } = fonts[font].set(text);
    return { seen: (seen * size) / 1000, whole: (whole * size) / 1000 };
  };
}

/** What stands on the paper, in order. */
function paragraphsOf(document: TranscriptDocument, options: ExportOptions): Paragraph[] {
  const { title, duration } = document;
  const facts = duration === null ? '' : clockSeconds(duration);
  const head: Paragraph[] = [
    { tag: 'H1', runs: [{ text: title, style: styles.title }], lineHeight: 25, after: 3 },
    { tag: 'P', runs: [{ text: facts, style: styles.facts }], lineHeight: 17, after: 24 },
  ];
  const body = passagesOf(document, options).map((passage): Paragraph => {
    return { tag: 'P', runs: runsOf(passage), lineHeight: 17, after: 11 };
  });
  return [...head, ...body].map(({ runs, ...rest }) => ({ ...rest, runs: runs.flatMap(tidied) }));
}

function runsOf({ time, name, text }: Passage): Run<Style>[] {
  return [
    { text: time ?? '', style: styles.time },
    { text: time ? ' ' : '', style: styles.text },
    { text: name ? `${name}: ` : '', style: styles.name },
    { text, style: styles.text },
  ];
}

/** Letters with marks are put together where there is one sign for both; line ends and tabs are spaces on paper. */
function tidied({ text, style }: Run<Style>): Run<Style>[] {
  const tidy = text.normalize().replace(/[^\S\u00a0\u202f]+/g, ' ');
  return tidy === '' ? [] : [{ text: tidy, style }];
}
