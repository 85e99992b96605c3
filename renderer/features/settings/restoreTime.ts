import type { Backup, BackupsView } from '../../../shared/contract/backups.ts';

/** The time that can be gone back to. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** From the first moment of which every minute can be restored, else from the oldest backup, until now. */
export function spanOf(view: Pick<BackupsView, 'backups' | 'anyMinuteSince'>, now: Date): Span {
  const from = view.anyMinuteSince ?? view.backups.at(-1)?.finishedAt;
  return { from: from ? new Date(from) : now, to: now };
}

/** The moment at a share of the span; whole minutes, but never before its beginning. */
export function minuteAt({ from, to }: Span, share: number): Date {
  const exact = from.getTime() + (to.getTime() - from.getTime()) * share;
  return new Date(Math.max(from.getTime(), Math.floor(exact / 60_000) * 60_000));
}

/** Where a moment lies in the span, 0 to 1. */
export function shareOf({ from, to }: Span, moment: Date): number {
  const length = to.getTime() - from.getTime();
  const share = length === 0 ? 1 : (moment.getTime() - from.getTime()) / length;
  return Math.min(1, Math.max(0, share));
}

/** How many minutes a span has: the steps of its timeline. At least one. */
export function minutesOf({ from, to }: Span): number {
  return Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 60_000));
}

/** Where the backups lie in the span, 0 to 1; those from before it are left out. */
export function marksOf(view: Pick<BackupsView, 'backups'>, span: Span): { id: string; share: number }[] {
  return view.backups
    .map(({ id, finishedAt }) => ({ id, at: new Date(finishedAt) }))
    .filter(({ at }) => at >= span.from && at <= span.to)
    .map(({ id, at }) => ({ id, share: shareOf(span, at) }));
}

/** The backup from which the way to a moment begins; undefined when the moment is before all of them. */
export function startingPoint(view: Pick<BackupsView, 'backups'>, moment: Date): Backup | undefined {
  return view.backups.find(({ finishedAt }) => Date.parse(finishedAt) <= moment.getTime());
}

/** Why the library cannot go back to a moment; null when it can. */
export function objectionTo(
  view: Pick<BackupsView, 'backups'>,
  moment: Date,
  now: Date,
): 'tooEarly' | 'tooLate' | null {
  if (moment > now) return 'tooLate';
  return startingPoint(view, moment) ? null : 'tooEarly';
}

/** As `datetime-local` takes it: the person's own clock, without a zone. */
export function toLocalInput(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment that was typed; null while it is not whole. */
export function fromLocalInput(text: string): Date | null {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
