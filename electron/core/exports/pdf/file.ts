import { deflateSync } from 'node:zlib';

/** An object of a PDF, by which others name it: `7 0 R`. */
export type Reference = `${number} 0 R`;

/** A PDF that is being made, object by object (ISO 32000-1, 7.3 and 7.5). */
export interface PdfFile {
  /** A number for an object that others name before it is there. */
  reserve(): Reference;
  /** Adds an object as it is written: `<< /Type /Page >>`. */
  add(object: string, reference?: Reference): Reference;
  /** Adds bytes under a dictionary that has these entries besides its own, deflated. */
  addStream(bytes: Uint8Array | string, entries?: string): Reference;
  /** The whole file. Nothing can be added any more. */
  end(root: Reference, info: Reference): Uint8Array;
}

export function createPdfFile(): PdfFile {
  const parts: Buffer[] = [];
  let length = 0;
  /** Where each object begins, by its number less one. */
  const places: number[] = [];
  const write = (part: Buffer | string) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const reserve = (): Reference => `${places.push(0)} 0 R`;
  const begin = (reference: Reference) => {
    const number = Number.parseInt(reference, 10);
    places[number - 1] = length;
    write(`${number} 0 obj\n`);
  };
  // The bytes after the version say that the file is not text.
  write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  return {
    reserve,
    add(object, reference = reserve()) {
      begin(reference);
      write(`${object}\nendobj\n`);
      return reference;
    },
    addStream(bytes, entries = '') {
      const reference = reserve();
      const packed = deflateSync(bytes);
      begin(reference);
      write(`<< /Length ${packed.length} /Filter /FlateDecode ${entries}>>\nstream\n`);
      write(packed);
      write('\nendstream\nendobj\n');
      return reference;
    },
    end(root, info) {
      const start = length;
      const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
      const size = places.length + 1;
      write(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`);
      write(`trailer\n<< /Size ${size} /Root ${root} /Info ${info} >>\nstartxref\n${start}\n%%EOF\n`);
      return new Uint8Array(Buffer.concat(parts));
    },
  };
}

/** A text for people: UTF-16 with a mark that says so, as hexadecimal digits. */
export function textString(text: string): string {
  return `<feff${hexOf(text)}>`;
}

/** UTF-16, big-endian, as hexadecimal digits. */
export function hexOf(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}
