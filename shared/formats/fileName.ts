/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;
/** What Windows forbids, what ends a path elsewhere, and invisible characters that disguise a name. */
const forbidden = /[<>:"/\\|?*\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;
/** File systems take 255 bytes (ext4, APFS) or UTF-16 units (NTFS); room is left for ` (2)` and a temporary suffix. */
const longestName = 200;

/** A file name for a title that every system takes: `title.extension`, at most 200 bytes of UTF-8. */
export function exportFileName(title: string, extension: string): string {
  const cleaned = trimEnds(
    title.toWellFormed().normalize('NFC').replace(forbidden, '-').replace(/\s+/g, ' '),
  );
  const short = trimEnds(cutToBytes(cleaned, longestName - extension.length - 1));
  const safe = short === '' || /^-+$/.test(short) ? 'transcript' : short;
  const stem = safe.split('.')[0]?.trim() ?? '';
  return `${reserved.test(stem) ? '_' : ''}${safe}.${extension}`;
}

/** The same name with a number before its extension: `talk.srt`, 2 -> `talk (2).srt`. */
export function numberedFileName(fileName: string, number: number): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? `${fileName.slice(0, dot)} (${number})${fileName.slice(dot)}` : `${fileName} (${number})`;
}

/** Windows drops dots and spaces at the end; dots at the start would hide the file. */
function trimEnds(name: string): string {
  return name.replace(/^[. ]+|[. ]+$/g, '');
}

/** As many whole characters (grapheme clusters) as fit into so many bytes of UTF-8. */
function cutToBytes(name: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name)) {
    bytes += utf8Length(segment);
    if (bytes > most) break;
    kept += segment;
  }
  return kept;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** A file name made from a pattern such as `{date} {title}.{ext}`; every system takes it. */
export function patternFileName(
  pattern: string,
  extension: string,
  values: Readonly<Record<string, string>>,
): string {
  const stem = pattern
    .replace(/\.\{ext\}$/, '')
    .replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
  return exportFileName(stem, extension);
}
