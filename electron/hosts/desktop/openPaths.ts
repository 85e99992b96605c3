import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isLink, linkSchema } from './links.ts';

/** The files among a program's arguments, absolute. Switches and links are passed over; after `--` everything is a file. */
export function pathsIn(argumentsGiven: readonly string[], folder: string): string[] {
  const end = argumentsGiven.indexOf('--');
  const before = end < 0 ? argumentsGiven : argumentsGiven.slice(0, end);
  const after = end < 0 ? [] : argumentsGiven.slice(end + 1);
  const isFile = (argument: string) => argument !== '' && !argument.startsWith('-') && !isLink(argument);
  const files = [...before.filter(isFile), ...after];
  return files.map((file) => (file.startsWith('file://') ? fileURLToPath(file) : resolve(folder, file)));
}

/** What a second instance hands to the first. */
export const handedOverSchema = z.object({
  paths: z.array(z.string()),
  links: z.array(linkSchema).default([]),
});
export type HandedOver = z.infer<typeof handedOverSchema>;
