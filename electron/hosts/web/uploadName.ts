/** Bytes of the longest name that is kept: file systems take 255, and copies get suffixes. */
const longestName = 200;
/** Names that Windows keeps for devices, whatever their extension. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file name for any file system that still looks like the given one: no folders, no control characters, none of
 * what Windows forbids, at most 200 bytes in UTF-8, the extension kept.
 */
export function safeFileName(given: string): string {
  const name = given
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const { stem, extension } = partsOf(name);
  const kept = cutToBytes(stem, longestName - Buffer.byteLength(extension)).replace(/[\s.]+$/, '');
  const whole = `${kept || 'recording'}${extension}`;
  return deviceName.test(whole) ? `_${whole}` : whole;
}

function partsOf(name: string): { stem: string; extension: string } {
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - extension.length), extension };
}

/** The longest beginning that fits, without cutting through a character that people see as one. */
function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let end = 0;
  let used = 0;
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    used += Buffer.byteLength(segment);
    if (used > bytes) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
