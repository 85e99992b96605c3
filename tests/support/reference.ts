import { readFile } from 'node:fs/promises';
import { sample } from './fixtures.ts';

/** A word and where it is said, in seconds. */
export interface TimedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Turn {
  readonly words: readonly { word: string; start: number; end: number }[];
}

/** What is said in a bundled recording; empty where nothing is. */
export async function referenceText(name: string): Promise<string> {
  const references: Record<string, { text: string }> = JSON.parse(
    await readFile(sample('references.json'), 'utf8'),
  );
  const reference = references[name];
  if (!reference) throw new Error(`Nobody wrote down what is said in ${name}`);
  return reference.text;
}

/** Every word that is said in a bundled recording of several turns, and when. */
export async function referenceWords(name: string): Promise<TimedWord[]> {
  const path = sample(name.replace(/\.\w+$/, '.json'));
  const { turns }: { turns: Turn[] } = JSON.parse(await readFile(path, 'utf8'));
  return turns.flatMap(({ words }) => words.map(({ word, start, end }) => ({ text: word, start, end })));
}
