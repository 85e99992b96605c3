import { createPdfFile, type Reference, textString } from './file.ts';
import type { PdfFont } from './font.ts';
import type { Line } from './lines.ts';
import type { Sheet } from './sheet.ts';

/** Sizes in points, colours as red, green and blue from 0 to 1. */
export interface Style {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly colour: string;
}

/** How far below the middle of a line its letters stand, as a share of their size: half of the height of a capital. */
const drop = 0.36;
const number = { font: 'regular', size: 9, colour: '.361 .369 .38' } as const satisfies Style;

/** A part of a paragraph on a page: the page's number, and the part's number there. */
interface Place {
  readonly page: number;
  readonly part: number;
}

/**
 * Sheets that are filled from the top, line by line. Each knows which of its parts belong to which paragraph (ISO 32000-1, 14.7),
 * so that programs that read aloud follow the text and leave the numbers of pages out.
 */
export function createPages(sheet: Sheet, fonts: Readonly<Record<Style['font'], PdfFont>>) {
  const file = createPdfFile();
  const contents: string[][] = [];
  const paragraphs: { tag: string; places: Place[] }[] = [];
  /** Which paragraph each part of each page belongs to. */
  const owners: number[][] = [];
  const bottom = sheet.height - sheet.top;
  let y = sheet.top;

  const begin = ({ font, size, colour }: Style) => `/${font} ${size} Tf ${colour} rg`;
  const at = (x: number, down: number) => `1 0 0 1 ${x.toFixed(2)} ${(sheet.height - down).toFixed(2)} Tm`;

  function turn() {
    const text = fonts.regular.set(String(contents.length + 1));
    const x = (sheet.width - (text.whole * number.size) / 1000) / 2;
    const place = at(x, sheet.height - sheet.top / 2);
    contents.push([
      `/Artifact << /Type /Pagination >> BDC\nBT ${begin(number)} ${place} [${text.drawn}] TJ ET\nEMC`,
    ]);
    owners.push([]);
    y = sheet.top;
  }

  function drawnLine(line: Line<Style>, middle: number): string {
    const baseline = middle + drop * Math.max(...line.map(({ style }) => style.size));
    let drawn = at(sheet.left, baseline);
    let style: Style | null = null;
    for (const run of line) {
      if (run.style !== style) {
        drawn += `${style ? '] TJ' : ''} ${begin(run.style)} [`;
        style = run.style;
      }
      drawn += fonts[run.style.font].set(run.text).drawn;
    }
    return `${drawn}] TJ`;
  }

  turn();
  return {
    /** Points that are left on this page. */
    room: () => bottom - y,
    /** Begins a new page. */
    turn,
    skip(points: number) {
      y += points;
    },
    /** What is drawn from now on belongs to a new paragraph. */
    beginParagraph(tag: 'H1' | 'P') {
      paragraphs.push({ tag, places: [] });
    },
    /** Draws lines below each other. */
    draw(lines: readonly Line<Style>[], lineHeight: number) {
      const page = contents.length - 1;
      const [paragraph, owned] = [paragraphs.at(-1), owners[page]];
      if (!paragraph || !owned) throw new Error('There is no paragraph to draw');
      const part = owned.push(paragraphs.length - 1) - 1;
      paragraph.places.push({ page, part });
      const drawn = lines.map((line, index) => drawnLine(line, y + (index + 0.5) * lineHeight));
      contents[page]?.push(`/${paragraph.tag} << /MCID ${part} >> BDC\nBT\n${drawn.join('\n')}\nET\nEMC`);
      y += lines.length * lineHeight;
    },
    /** The file. */
    end({ title, language }: { title: string; language: string | null }): Uint8Array {
      const [root, tree, whole] = [file.reserve(), file.reserve(), file.reserve()];
      const embedded = Object.entries(fonts).map(([name, font]) => `/${name} ${font.embed(file)}`);
      const resources = file.add(`<< /Font << ${embedded.join(' ')} >> >>`);
      const pages = contents.map((content, index) => {
        const stream = file.addStream(content.join('\n'));
        return file.add(
          `<< /Type /Page /Parent ${root} /Resources ${resources} /Contents ${stream} /StructParents ${index} /Tabs /S ` +
            `/MediaBox [0 0 ${sheet.width} ${sheet.height}] >>`,
        );
      });
      file.add(`<< /Type /Pages /Kids [${pages.join(' ')}] /Count ${pages.length} >>`, root);
      const elements = paragraphs.map(({ tag, places }) => {
        const parts = places.map(({ page, part }) => `<< /Type /MCR /Pg ${pages[page]} /MCID ${part} >>`);
        return file.add(`<< /Type /StructElem /S /${tag} /P ${whole} /K [${parts.join(' ')}] >>`);
      });
      file.add(`<< /Type /StructElem /S /Document /P ${tree} /K [${elements.join(' ')}] >>`, whole);
      const ofPages = owners.map((owned, page) => `${page} [${owned.map((own) => elements[own]).join(' ')}]`);
      const parents = file.add(`<< /Nums [${ofPages.join(' ')}] >>`);
      file.add(
        `<< /Type /StructTreeRoot /K [${whole}] /ParentTree ${parents} /ParentTreeNextKey ${pages.length} >>`,
        tree,
      );
      const catalogue: Reference = file.add(
        `<< /Type /Catalog /Pages ${root} /StructTreeRoot ${tree} /MarkInfo << /Marked true >> ` +
          `/ViewerPreferences << /DisplayDocTitle true >> ${language ? `/Lang ${textString(language)} ` : ''}>>`,
      );
      const info = file.add(`<< /Title ${textString(title)} /Creator (Trax) /Producer (Trax) >>`);
      return file.end(catalogue, info);
    },
  };
}
