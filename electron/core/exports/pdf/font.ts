import { create, type Font, type Glyph } from 'fontkit';
import { hexOf, type PdfFile, type Reference } from './file.ts';

/** A font of which a PDF gets the letters that it uses. Widths are thousandths of the size. */
export interface PdfFont {
  /** Whether it can write a text: it has the letters, and they only have to be put one after the other. */
  canWrite(text: string): boolean;
  /** A text as it is drawn, an array for the operator TJ, with its width without the spaces at its end, and with them. */
  set(text: string): SetText;
  /** Adds the font with every letter that was set. */
  embed(file: PdfFile): Reference;
}

interface SetText {
  readonly drawn: string;
  readonly seen: number;
  readonly whole: number;
}

/** Letters that stand one after the other as they are stored. Other scripts need to be shaped: a browser knows how. */
const plain = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/u;

export function openFont(bytes: Buffer): PdfFont {
  const font = create(bytes) as Font;
  const scale = 1000 / font.unitsPerEm;
  const subset = font.createSubset();
  /** By letter; in the PDF they are numbered in the order in which they come, from 1: 0 is what a font shows for a missing one. */
  const letters = new Map<string, { glyph: Glyph; code: string }>();
  const texts = new Map<string, SetText>();
  const gaps = new Map<string, number>();

  function letterOf(letter: string) {
    let known = letters.get(letter);
    if (!known) {
      const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0);
      subset.includeGlyph(glyph);
      known = { glyph, code: (letters.size + 1).toString(16).padStart(4, '0') };
      letters.set(letter, known);
    }
    return known;
  }

  /** By how much more or less than its own width a letter is followed by another one. */
  function gapBetween(before: string, after: string): number {
    const pair = before + after;
    let gap = gaps.get(pair);
    if (gap === undefined) {
      // Only the distance is wanted of two that become one.
      const { glyphs, positions } = font.layout(pair, { liga: false });
      gap =
        glyphs.length === 2 ? ((positions[0]?.xAdvance ?? 0) - (glyphs[0]?.advanceWidth ?? 0)) * scale : 0;
      gaps.set(pair, gap);
    }
    return gap;
  }

  function set(text: string): SetText {
    const known = texts.get(text);
    if (known) return known;
    let drawn = '<';
    let [seen, whole] = [0, 0];
    let before = '';
    for (const letter of text) {
      const { glyph, code } = letterOf(letter);
      const gap =
        before === '' || before === ' ' || letter === ' ' ? 0 : Math.round(gapBetween(before, letter));
      drawn += gap === 0 ? code : `>${-gap}<${code}`;
      whole += gap + glyph.advanceWidth * scale;
      if (letter !== ' ') seen = whole;
      before = letter;
    }
    const made = { drawn: `${drawn}>`, seen, whole };
    texts.set(text, made);
    return made;
  }

  function embed(file: PdfFile): Reference {
    const name = `TRAXAA+${font.postscriptName}`;
    const rounded = (values: number[]) => values.map((value) => Math.round(value * scale)).join(' ');
    const { minX, minY, maxX, maxY } = font.bbox;
    const program = file.addStream(subset.encode());
    const descriptor = file.add(
      `<< /Type /FontDescriptor /FontName /${name} /Flags 32 /FontBBox [${rounded([minX, minY, maxX, maxY])}] /ItalicAngle 0 ` +
        `/Ascent ${rounded([font.ascent])} /Descent ${rounded([font.descent])} /CapHeight ${rounded([font.capHeight])} ` +
        `/StemV 80 /FontFile2 ${program} >>`,
    );
    const all = [...letters];
    const widths = rounded(all.map(([, { glyph }]) => glyph.advanceWidth));
    const descendant = file.add(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) ` +
        `/Supplement 0 >> /FontDescriptor ${descriptor} /W [1 [${widths}]] /CIDToGIDMap /Identity >>`,
    );
    const meaning = file.addStream(
      toUnicode(all.map(([letter, { code }]) => `<${code}> <${hexOf(letter)}>`)),
    );
    return file.add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant}] ` +
        `/ToUnicode ${meaning} >>`,
    );
  }

  return {
    canWrite: (text) =>
      [...new Set(text)].every(
        (letter) => plain.test(letter) && font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
      ),
    set,
    embed,
  };
}

/** What the codes in a PDF stand for, so that text can be copied and searched (ISO 32000-1, 9.10.3). */
function toUnicode(lines: readonly string[]): string {
  // A block holds at most a hundred.
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, block) => {
    const own = lines.slice(block * 100, block * 100 + 100);
    return `${own.length} beginbfchar\n${own.join('\n')}\nendbfchar`;
  });
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}
