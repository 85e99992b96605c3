import { inflateRawSync, inflateSync } from 'node:zlib';

/** The files in a ZIP archive as text, by their names, as its central directory lists them. */
export function textInZip(archive: Uint8Array): Record<string, string> {
  const zip = Buffer.from(archive);
  const files: Record<string, string> = {};
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(from, from + packed);
    const fileName = zip.toString('utf8', at + 46, at + 46 + (name ?? 0));
    files[fileName] = (method === 8 ? inflateRawSync(data) : data).toString('utf8');
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

/** The letters that the fonts inside a PDF say their glyphs stand for; shapes of a letter count as the letter. */
export function lettersInPdf(pdf: Uint8Array): Set<string> {
  const maps = streamsOf(Buffer.from(pdf)).filter((stream) => stream.includes('begincmap'));
  const letters = maps.flatMap((map) =>
    [...map.matchAll(/<([0-9A-F]{4})> (?:<([0-9A-F]{4})> )?<((?:[0-9A-F]{4})+)>/gi)].flatMap(
      ([, from = '', to = from, code = '']) => {
        // A range says what its first glyph stands for; the others follow.
        const first = Buffer.from(code, 'hex').swap16().toString('utf16le');
        const length = Number.parseInt(to, 16) - Number.parseInt(from, 16) + 1;
        return Array.from({ length }, (_, step) =>
          step === 0 ? first : String.fromCodePoint((first.codePointAt(0) ?? 0) + step),
        );
      },
    ),
  );
  return new Set(letters.flatMap((letter) => [...letter.normalize('NFKC')]));
}

function streamsOf(pdf: Buffer): string[] {
  const found: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    const end = pdf.indexOf('endstream', at);
    try {
      found.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // Not every stream is deflated: pictures and fonts need not be.
    }
  }
  return found;
}
