import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** An argument that is a path, made absolute. An empty one is a variable that a script has not set, not this folder. */
export function pathArgument(given: string): string {
  if (given.trim() === '') throw new InvalidArgumentError('It takes a path.');
  return resolve(given);
}
