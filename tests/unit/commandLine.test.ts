import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillCommand, parseCommandLine, printCommandLine } from '../../shared/commandLine.ts';

describe('a command that a person wrote', () => {
  it('is read as words, quotes keeping them together', () => {
    expect(parseCommandLine(`  notify-send  "Done: {name}" 'a b' C:\\new\\x.exe it\\'s `)).toEqual([
      'notify-send',
      'Done: {name}',
      'a b',
      'C:\\new\\x.exe',
      "it's",
    ]);
    expect(parseCommandLine('a "" b""')).toEqual(['a', '', 'b']);
    expect(parseCommandLine('')).toEqual([]);
  });

  it('is refused with an open quote', () => {
    expect(parseCommandLine('say "what')).toBeNull();
  });

  it('is the same after it was printed and read again, whatever the words are', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(parseCommandLine(printCommandLine(words))).toEqual(words);
      }),
    );
  });

  it('keeps every value within its word, and leaves what has none', () => {
    expect(fillCommand(['echo', '{name}: {done}', '{what}'], { name: '"; rm -rf', done: '3' })).toEqual([
      'echo',
      '"; rm -rf: 3',
      '{what}',
    ]);
  });
});
