import type { TFunction } from 'i18next';
import { type ActionId, actions } from '../../../shared/actions.ts';
import type { Shelves } from '../../../shared/contract/collections.ts';
import { hashOf, type Place } from '../../place.ts';
import { sectionNames } from '../settings/sections.ts';

/** Something that the palette offers: an action, or a place to go to. Its id is remembered as recently used. */
export type Entry = { readonly id: string; readonly title: string } & (
  | { readonly action: ActionId }
  | { readonly place: Place }
);

/** What makes no sense here: the palette itself, and an action that means its key. */
const leftOut: readonly ActionId[] = ['palette.open', 'transcript.setSpeaker'];

/** Every action that can be run now, every part of the settings, and the shelves of the library. */
export function entriesNow(
  t: TFunction,
  titleOf: (id: ActionId) => string,
  runner: { isOffered(id: ActionId): boolean },
  shelves: Pick<Shelves, 'collections' | 'tags'>,
): Entry[] {
  const ids = Object.keys(actions) as ActionId[];
  const offered = ids.filter((id) => runner.isOffered(id) && !leftOut.includes(id));
  const places: [string, Place][] = [
    ...sectionNames.map((section): [string, Place] => [
      `${titleOf('go.settings')}: ${t(`settings.sections.${section}`)}`,
      { name: 'settings', section },
    ]),
    ...shelves.collections.map(({ id, name }): [string, Place] => [
      `${t('library.collection')}: ${name}`,
      { name: 'library', shelf: { collection: id } },
    ]),
    ...shelves.tags.map(({ name }): [string, Place] => [
      `${t('library.tags')}: ${name}`,
      { name: 'library', shelf: { tag: name } },
    ]),
    [t('library.bin'), { name: 'library', shelf: { isBin: true } }],
  ];
  return [
    ...offered.map((action) => ({ id: action, title: titleOf(action), action })),
    ...places.map(([title, place]) => ({ id: hashOf(place), title, place })),
  ];
}

/** What a letter has to be worth on average: less than following its neighbour, more than lying about somewhere. */
const leastWorth = 1.2;

/** How well a title fits what was typed: 0 not at all. Letters in order are enough, beginnings of words count more. */
export function scoreOf(title: string, typed: string): number {
  const letters = fold(typed).replaceAll(' ', '');
  const text = fold(title);
  let score = 0;
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return 0;
    const startsWord = at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
    score += startsWord ? 3 : at === from ? 2 : 1 / (1 + at - from);
    from = at + 1;
  }
  if (letters !== '' && score / letters.length < leastWorth) return 0;
  // Of two that fit equally the shorter one is meant.
  return letters === '' ? 1 : (score + (text.startsWith(fold(typed)) ? 3 : 0)) / (1 + text.length / 200);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The entries that fit what was typed, the best first; where nothing is typed or all is equal, what was used last. */
export function ranked(entries: readonly Entry[], typed: string, recent: readonly string[]): Entry[] {
  const age = ({ id }: Entry) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry.title, typed.trim()) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || age(one.entry) - age(other.entry))
    .map(({ entry }) => entry);
}
