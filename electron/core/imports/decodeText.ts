import { detect } from 'chardet';

/**
 * The text of a file in whatever encoding it is: by its byte order mark, UTF-16 by its zeros, UTF-8 where it is that, else what
 * its letters are most likely (Windows code pages, Shift JIS, GB 18030, KOI8-R, ...).
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes) ?? zeroEncoding(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeAs(detect(bytes.subarray(0, 100_000)), bytes);
  }
}

function markedEncoding([first, second, third]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null;
}

/** UTF-16 without a mark: every other byte of digits, arrows and line ends is zero. */
function zeroEncoding(bytes: Uint8Array): string | null {
  const beginning = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  for (const [index, byte] of beginning.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = beginning.length / 8;
  if (odd > many && even < many / 8) return 'utf-16le';
  return even > many && odd < many / 8 ? 'utf-16be' : null;
}

function decodeAs(encoding: string | null, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding ?? 'windows-1252').decode(bytes);
  } catch {
    // The detector knows encodings that this runtime does not.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
