import { useSyncExternalStore } from 'react';
import { hashOf, type Place, parsePlace } from './place.ts';

export function goTo(place: Place): void {
  window.location.hash = hashOf(place);
}

/** The place that the address names, also after it has changed. */
export function usePlace(): Place {
  return parsePlace(useSyncExternalStore(followHash, () => window.location.hash));
}

function followHash(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
