import { languageName } from './format.ts';
import type { Choice } from './ui/choice.ts';

/** The languages that Whisper models know, ISO 639-1 (openai/whisper, tokenizer.py, without the three that have no such code). */
export const spokenLanguages =
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha he hi hr ht hu hy id is it ja jv ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh'.split(
    ' ',
  );

/** `auto` first, then every language by its name in the language of the page. */
export function languageChoices(auto: string, language: string): Choice<string>[] {
  const named = spokenLanguages.map((code) => ({ value: code, label: languageName(code, language) }));
  named.sort((a, b) => a.label.localeCompare(b.label, language));
  return [{ value: 'auto', label: auto }, ...named];
}
