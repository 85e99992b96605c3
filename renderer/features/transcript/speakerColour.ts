/** As many as `styles.css` has; more speakers begin again. */
export const speakerColours = 8;

/** The colour of a transcript's speaker, from 0, as a CSS value. */
export function speakerColour(place: number): string {
  return place < 0 ? 'var(--line-strong)' : `var(--speaker-${(place % speakerColours) + 1})`;
}
