import { type DesktopWords, english } from '../../../shared/desktopWords.ts';
import { type Failure, nextStepOf, sentenceOf } from '../../../shared/errors.ts';
import { desktop as german } from '../../../shared/locales/de/desktop.ts';
import { errors as germanErrors } from '../../../shared/locales/de/errors.ts';
import { sentences as germanSentences } from '../../../shared/locales/de/sentences.ts';
import { fillSentence, type Said } from '../../../shared/sentences.ts';

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

/** What happened and what to do next, for when there is no page to say it. */
export function failureText(failure: Failure, language: string): string {
  const { code, details } = failure;
  const texts = isGerman(language)
    ? [germanErrors[code].sentence, germanErrors[code].next].map((text) =>
        fillSentence(text, details, inGerman),
      )
    : [sentenceOf(failure), nextStepOf(failure)];
  return texts.join('\n\n');
}

function inGerman({ say, with: filling }: Said): string {
  return fillSentence(germanSentences[say], filling, inGerman);
}
