const vocabulary =
  'about after again black bridge carry coffee dinner during early eight family garden happy inside journey kitchen letter market morning never number office orange paper quiet river second silver summer table thunder under valley water winter yellow young'.split(
    ' ',
  );

/** A whole sentence and where it is said, in seconds. */
export type TimedSentence = [text: string, start: number, end: number];

/** A sentence every two seconds, no two alike, the first word naming who gave it: what a sound recogniser would say. */
export function sentences(seconds: number, label: string): TimedSentence[] {
  let seed = label.length * 7919 + label.charCodeAt(label.length - 1);
  const draw = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return vocabulary[seed % vocabulary.length] ?? '';
  };
  return Array.from({ length: Math.floor(seconds / 2) }, (_, index) => [
    `${label} ${draw()} ${draw()} ${draw()} ${draw()}.`,
    index * 2,
    index * 2 + 1.9,
  ]);
}
