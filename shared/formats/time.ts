/** Seconds as whole milliseconds; the only place where times are rounded. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** Whole milliseconds as `hh:mm:ss`, the separator and three digits. Hours grow beyond two digits when they must. */
export function clockTime(milliseconds: number, separator: ',' | '.'): string {
  const whole = Math.max(0, Math.round(milliseconds));
  return `${clockSeconds(Math.floor(whole / 1000))}${separator}${String(whole % 1000).padStart(3, '0')}`;
}

/** Whole seconds as `hh:mm:ss`. */
export function clockSeconds(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

const time = String.raw`(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
const timingLine = new RegExp(String.raw`^\s*${time}\s*-+>\s*${time}(?:\s.*)?$`);

/** The start and end (seconds) of a cue's timing line, as SRT and WebVTT write it; null for any other line. */
export function parseTiming(line: string): { start: number; end: number } | null {
  const match = timingLine.exec(line);
  if (!match) return null;
  const start = secondsFrom(match.slice(1, 5));
  return { start, end: Math.max(start, secondsFrom(match.slice(5, 9))) };
}

/** Hours (may be missing), minutes, seconds and a decimal fraction (may be missing) as seconds. */
function secondsFrom([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): number {
  const whole = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (whole * 1000 + Number((fraction ?? '0').padEnd(3, '0'))) / 1000;
}
