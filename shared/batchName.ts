/** What a batch of several recordings is called that nobody named. */
export const unnamedBatch = (count: number): string => `${count} recordings`;

/** How many recordings a batch holds that nobody named, to say so in the person's language; null for one with a name. */
export function unnamedCount(name: string): number | null {
  const count = /^(\d+) recordings$/.exec(name)?.[1];
  return count === undefined ? null : Number(count);
}
