import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { EditCommand } from '../../shared/transcript/editCommand.ts';
import { type Plan, withPlan } from '../../shared/transcript/plan.ts';
import { planEdit } from '../../shared/transcript/planEdit.ts';
import type { EditableSegment, Word } from '../../shared/transcript/segment.ts';
import { segment, segmentsArbitrary } from './documents.ts';

/** A segment for editing: `said` is its text, with half a second for each word from `start` on. */
export function spoken(start: number, said: string, more: Partial<EditableSegment> = {}): EditableSegment {
  const words: Word[] = said.split(' ').map((text, index) => ({
    text,
    start: start + index / 2,
    end: start + (index + 1) / 2,
    confidence: 0.8,
  }));
  const end = words.at(-1)?.end ?? start;
  return { ...segment(start, end, said), words, id: randomUUID(), position: start + 1, ...more };
}

/** A transcript as an engine gives it, ready for editing. */
export const transcriptArbitrary = segmentsArbitrary.map((segments) =>
  segments.map((each, index): EditableSegment => ({ ...each, id: randomUUID(), position: index + 1 })),
);

/** Carries a command out; gives the same list where it changes nothing. */
export function edited(
  segments: readonly EditableSegment[],
  command: EditCommand,
  duration = Number.POSITIVE_INFINITY,
): { segments: readonly EditableSegment[]; plan: Plan | null } {
  const plan = planEdit(segments, command, duration);
  return { segments: plan ? withPlan(segments, plan, (next) => next) : segments, plan };
}

const text = fc.oneof(
  fc
    .array(fc.constantFrom('one', 'Zwei', 'trois?', '東京', 'です。', '👩‍👩‍👧', '  ', '\n', 'é', 'نعم'), {
      maxLength: 12,
    })
    .map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const second = fc.double({ min: 0, max: 60, noNaN: true });
const name = fc.constantFrom(null, 'Anna', 'Ben');

/** Something that a person might do; what it is about is chosen from the transcript when it is done. */
export const wishArbitrary = fc.record({
  type: fc.constantFrom(
    'editText',
    'touchText',
    'replaceAll',
    'split',
    'merge',
    'setTimes',
    'moveBoundary',
    'retime',
    'setSpeaker',
    'renameSpeaker',
    'insert',
    'delete',
    'markRight',
  ),
  place: fc.nat(),
  at: fc.nat({ max: 200 }),
  from: second,
  to: second,
  text,
  speaker: name,
  scope: fc.constantFrom('one', 'onward', 'all'),
});
type Wish = typeof wishArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** The wish as a command for this transcript; null when it is empty and there is nothing to insert. */
export function commandFor(segments: readonly EditableSegment[], wish: Wish): EditCommand | null {
  const place = segments.length === 0 ? 0 : wish.place % segments.length;
  const [own, next] = [segments[place], segments[place + 1]];
  const { text: words, speaker, scope, from, to } = wish;
  if (wish.type === 'insert')
    return {
      type: 'insert',
      newId: randomUUID(),
      after: own?.id ?? null,
      start: from,
      end: to,
      text: words,
      speaker,
    };
  if (!own) return null;
  const { id } = own;
  switch (wish.type) {
    case 'editText':
      return { type: 'editText', id, text: words };
    case 'touchText':
      return { type: 'editText', id, text: own.text.slice(0, wish.at) + words + own.text.slice(wish.at + 2) };
    case 'replaceAll':
      return {
        type: 'replaceAll',
        texts: segments.map((each) => ({ id: each.id, text: each.text.replaceAll('e', words) })),
      };
    case 'split':
      return { type: 'split', id, at: wish.at % (own.text.length + 1), newId: randomUUID() };
    case 'merge':
      return next ? { type: 'merge', id: next.id, into: id } : null;
    case 'setTimes':
      return { type: 'setTimes', id, start: Math.min(from, to), end: Math.max(from, to) };
    case 'moveBoundary':
      return next
        ? { type: 'moveBoundary', id, next: next.id, at: own.start + (from / 60) * (next.end - own.start) }
        : null;
    case 'retime':
      return {
        type: 'retime',
        from: wish.at % 2 === 0 ? null : id,
        offset: (from - 30) / 10,
        factor: 0.5 + to / 60,
      };
    case 'setSpeaker':
      return { type: 'setSpeaker', id, speaker, scope };
    case 'renameSpeaker':
      return { type: 'renameSpeaker', from: own.speaker ?? 'Anna', to: speaker };
    case 'delete':
      return { type: 'delete', id };
    case 'markRight':
      return { type: 'markRight', id, word: wish.at % Math.max(1, own.words.length) };
  }
}
