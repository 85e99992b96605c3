/**
 * Text as PostgreSQL takes it. Neither `text` nor `jsonb` can hold NUL or half of a surrogate pair, which broken endpoints
 * and file names of Windows may contain; each becomes U+FFFD.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** A value as JSON that a `jsonb` column takes. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storableText(part) : part));
}
