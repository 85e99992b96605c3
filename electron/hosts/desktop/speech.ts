import { type DesktopWords, english } from '../../../shared/desktopWords.ts';
import { desktop as german } from '../../../shared/locales/de/desktop.ts';

/** How the desktop speaks: as the system does, until the page says how it speaks itself. */
export interface Speech {
  readonly language: () => string;
  readonly words: () => DesktopWords;
  /** `de`, `en-GB` */
  speak(language: string): void;
}

export function createSpeech(systemLanguage: string): Speech {
  let language = systemLanguage;
  return {
    language: () => language,
    words: () => wordsIn(language),
    speak(wished) {
      language = wished;
    },
  };
}

/** What the desktop says in a language that it speaks, else in English. */
export function wordsIn(language: string): DesktopWords {
  return isGerman(language) ? german : english;
}

export function isGerman(language: string): boolean {
  return language.split('-')[0] === 'de';
}
