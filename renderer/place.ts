import { parseShelf, queryOf, type Shelf } from './features/library/shelf.ts';
import { type SectionName, sectionNamed } from './features/settings/sections.ts';

/** Where in the page the person is. `at` is a second of the recording to open at. */
export type Place =
  | { name: 'library'; shelf?: Shelf }
  | { name: 'queue' }
  | { name: 'settings'; section?: SectionName }
  | { name: 'recording'; id: string; at: number | null };

/** Reads `#/recording/<id>?at=12.5`. What cannot be read is the library. */
export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [name, id] = path.split('/');
  if (name === 'queue') return { name };
  if (name === 'settings') {
    const section = sectionNamed(id);
    return section ? { name, section } : { name };
  }
  if (name === 'recording' && id) {
    const at = Number.parseFloat(new URLSearchParams(query).get('at') ?? '');
    return { name, id: decodeURIComponent(id), at: at >= 0 ? at : null };
  }
  const shelf = parseShelf(query);
  return shelf ? { name: 'library', shelf } : { name: 'library' };
}

/** The address of a place, for links. */
export function hashOf(place: Place): string {
  if (place.name === 'settings' && place.section) return `#/settings/${place.section}`;
  if (place.name === 'library') return `#/library${queryOf(place.shelf)}`;
  if (place.name !== 'recording') return `#/${place.name}`;
  const at = place.at === null ? '' : `?at=${place.at}`;
  return `#/recording/${encodeURIComponent(place.id)}${at}`;
}
