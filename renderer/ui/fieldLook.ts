/** How a line that is typed into looks; how wide it is, is its place's business. */
export const fieldLook =
  'h-8 min-w-0 text-ellipsis rounded-lg border border-line bg-page px-3 placeholder:text-soft aria-invalid:border-danger';
