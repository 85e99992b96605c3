import { z } from 'zod';
import { scheme } from './ownPage.ts';

/** A place in a recording: `trax://recording/<id>?t=83.2`. */
export const linkSchema = z.object({ id: z.uuid(), at: z.number().nonnegative().nullable() });
export type RecordingLink = z.infer<typeof linkSchema>;

/** Whether an argument of the program is meant as a link, and so is no file. */
export function isLink(argument: string): boolean {
  return argument.startsWith(`${scheme}:`);
}

/** Reads a link to a recording. Whoever wrote it is unknown: what is none gives null. */
export function parseLink(text: string): RecordingLink | null {
  const url = URL.parse(text);
  if (url?.protocol !== `${scheme}:` || url.host !== 'recording') return null;
  const at = url.searchParams.get('t');
  const link = { id: url.pathname.slice(1), at: at === null || at === '' ? null : Number(at) };
  return linkSchema.safeParse(link).data ?? null;
}

/** The links to recordings among a program's arguments. */
export function linksIn(argumentsGiven: readonly string[]): RecordingLink[] {
  return argumentsGiven.flatMap((argument) => parseLink(argument) ?? []);
}
