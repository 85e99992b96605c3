import { type ActionId, actions } from '../../../shared/actions.ts';
import { type DesktopWords, english } from '../../../shared/desktopWords.ts';
import { type Failure, nextStepOf, sentenceOf } from '../../../shared/errors.ts';
import { actions as germanTitles } from '../../../shared/locales/de/actions.ts';
import { desktop as german } from '../../../shared/locales/de/desktop.ts';
import { errors as germanErrors } from '../../../shared/locales/de/errors.ts';
import { sentences as germanSentences } from '../../../shared/locales/de/sentences.ts';
import { fillSentence, type Said } from '../../../shared/sentences.ts';

/** A language that the desktop speaks. */
export interface Language {
  readonly words: DesktopWords;
  titleOf(action: ActionId): string;
  sentenceOf(failure: Failure): string;
  nextStepOf(failure: Failure): string;
}

const en: Language = {
  words: english,
  titleOf: (action) => actions[action].title,
  sentenceOf,
  nextStepOf,
};

const inGerman = ({ say, with: filling }: Said): string =>
  fillSentence(germanSentences[say], filling, inGerman);

const de: Language = {
  words: german,
  titleOf: (action) => germanTitles[action],
  sentenceOf: ({ code, details }) => fillSentence(germanErrors[code].sentence, details, inGerman),
  nextStepOf: ({ code, details }) => fillSentence(germanErrors[code].next, details, inGerman),
};

/** The language of a tag (`de`, `en-GB`); English where the desktop does not speak it. */
export function languageOf(tag: string): Language {
  return tag.split('-')[0] === 'de' ? de : en;
}

/** How the desktop speaks: as the system does, until the page says how it speaks itself. */
export interface Speech {
  language(): Language;
  speak(tag: string): void;
}

export function createSpeech(systemTag: string): Speech {
  let language = languageOf(systemTag);
  return {
    language: () => language,
    speak(tag) {
      language = languageOf(tag);
    },
  };
}
