/** A time as people type it: `14:05` (the last time that it was), a date with or without a time, ISO 8601. Null for anything else. */
export function parseMoment(text: string, now: Date): Date | null {
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!clock) {
    // A date without a time would be taken for Greenwich's.
    const [, date, time = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\S+))?$/.exec(text.trim()) ?? [];
    const moment = new Date(`${date}T${time.replace(/^\d:/, '0$&')}`);
    return Number.isNaN(moment.getTime()) ? null : moment;
  }
  const [hours = 0, minutes = 0, seconds = 0] = clock.slice(1).map((part) => Number(part ?? 0));
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const today = new Date(now);
  today.setHours(hours, minutes, seconds, 0);
  if (today > now) today.setDate(today.getDate() - 1);
  return today;
}
