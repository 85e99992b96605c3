import { AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { ExportOptions } from '../../../shared/contract/exports.ts';
import { type Passage, passagesOf } from '../../../shared/formats/reading.ts';
import { clockSeconds } from '../../../shared/formats/time.ts';
import type { TranscriptDocument } from '../../../shared/transcript/document.ts';
import { isRightToLeft } from '../../../shared/transcript/script.ts';

/** Twentieths of a point after a paragraph. */
const spacing = { after: 160, line: 320 };
const soft = '5C5E61';

/** A Word document (Office Open XML): a title, paragraphs with times and names, the number of each page. */
export async function printDocx(document: TranscriptDocument, options: ExportOptions): Promise<Uint8Array> {
  const { title, duration, language } = document;
  const facts = duration === null ? [] : [new TextRun({ text: clockSeconds(duration), color: soft })];
  const file = new Document({
    title,
    creator: 'Trax',
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, ...(language && { language: { value: language } }) },
        },
        title: { run: { size: 36, bold: true }, paragraph: { spacing: { after: 80 } } },
      },
    },
    sections: [
      {
        properties: {},
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], color: soft })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE, bidirectional: isRightToLeft(title) }),
          new Paragraph({ spacing: { after: 320 }, children: facts }),
          ...passagesOf(document, options).map(paragraph),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

function paragraph({ time, name, text }: Passage): Paragraph {
  const rightToLeft = isRightToLeft(text);
  const runs = [
    ...(time ? [new TextRun({ text: `${time} `, color: soft, size: 18 })] : []),
    ...(name ? [new TextRun({ text: `${name}: `, bold: true, rightToLeft: isRightToLeft(name) })] : []),
    new TextRun({ text, rightToLeft }),
  ];
  return new Paragraph({ spacing, bidirectional: rightToLeft, children: runs });
}
