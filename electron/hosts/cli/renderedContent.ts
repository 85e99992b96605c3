/** A rendered document as it goes to standard output. */
export function renderedContent({
  content,
  isBase64,
}: {
  content: string;
  isBase64: boolean;
}): string | Uint8Array {
  return isBase64 ? Buffer.from(content, 'base64') : content;
}
