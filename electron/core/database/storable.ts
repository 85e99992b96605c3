/**
 * Text as PostgreSQL takes it. Neither `text` nor `jsonb` can hold NUL or half of a surrogate pair, which broken endpoints
 * and file names of Windows may contain; each becomes U+FFFD.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** The escapes of JSON; the code of those that have one. */
const escapes = /\\(?:u([0-9a-f]{4})|.)/g;

/** A value as JSON that a `jsonb` column takes, in its texts as in its keys. */
export function storableJson(value: unknown): string {
  // JSON.stringify writes NUL and halves of pairs as escapes, and nothing else of what may not be.
  return JSON.stringify(value).replace(escapes, (written, code = '') =>
    /^(0000|d[89a-f]..)$/.test(code) ? '\\ufffd' : written,
  );
}
