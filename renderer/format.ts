/** Keeps every formatter: to make one takes as long as to use it hundreds of times. */
function kept<Options, Formatter>(make: (language: string, options: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (language: string, options: Options): Formatter => {
    const key = `${language} ${JSON.stringify(options)}`;
    const formatter = made.get(key) ?? make(language, options);
    made.set(key, formatter);
    return formatter;
  };
}

const numbers = kept(
  (language, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options),
);
const dates = kept(
  (language, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options),
);
const names = kept(
  (language, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames([language], options),
);

/** A number as people of a language group its digits: `10,000`, `10.000`. */
export function grouped(count: number, language: string): string {
  return numbers(language, {}).format(count);
}

/** Seconds as a clock reads them: `4:07`, `1:02:33`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds to the tenth, where a second is too coarse: `4:07.3`. */
export function fineClock(seconds: number): string {
  const tenths = Math.round(Math.max(0, seconds) * 10);
  return `${clock(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** Seconds that something lasts: as a clock, and under a second to the tenth, because `0:00` is nothing. */
export function lasting(seconds: number): string {
  return seconds > 0 && seconds < 1 ? fineClock(Math.max(0.1, seconds)) : clock(seconds);
}

/** A span of time in the coarsest unit that still says enough: `40 sec`, `12 min`, `3 hr 5 min`, `14 hr`, `3 days`. */
export function span(seconds: number, language: string): string {
  const say = (value: number, unit: string) =>
    numbers(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  // Nobody can use the last seconds of an estimate: round to fives.
  if (seconds < 57.5) return say(Math.max(5, Math.round(seconds / 5) * 5), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return say(minutes, 'minute');
  const wholeHours = Math.round(minutes / 60);
  if (wholeHours >= 48)
    return numbers(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(
      Math.round(wholeHours / 24),
    );
  if (wholeHours >= 10) return say(wholeHours, 'hour');
  const rest = minutes % 60;
  const hours = say(Math.floor(minutes / 60), 'hour');
  return rest === 0 ? hours : `${hours} ${say(rest, 'minute')}`;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes in decimal units, as file managers show them: `1.6 GB`. */
export function bytes(count: number, language: string): string {
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return numbers(language, {
    style: 'unit',
    unit: byteUnits[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 3 ? 0 : 1,
  }).format(count / 1000 ** power);
}

/** A share of 1 as whole percent, never 100 % before the end. */
export function percent(share: number, language: string): string {
  const floored = Math.floor(share * 100) / 100;
  return numbers(language, { style: 'percent' }).format(floored);
}

/** Whole percent: 45 is 45 %. */
export function wholePercent(percent: number, language: string): string {
  return numbers(language, { style: 'percent' }).format(percent / 100);
}

/** A day, with the time when it is today and the year when it is another. */
export function moment(iso: string, language: string, now: Date): string {
  const date = new Date(iso);
  if (date.toDateString() === now.toDateString()) {
    return dates(language, { hour: 'numeric', minute: '2-digit' }).format(date);
  }
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return dates(language, { day: 'numeric', month: 'short', year }).format(date);
}

/** A moment in full, to the minute, as the person's own clock has it. */
export function dateAndTime(iso: string, language: string): string {
  return dates(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** The name of a language by its ISO 639-1 code; the code itself where nobody knows a name. */
export function languageName(code: string, language: string): string {
  try {
    return names(language, { type: 'language' }).of(code) ?? code;
  } catch {
    // A stored code that is no language tag is shown as it is.
    return code;
  }
}

/** The last part of a path of any platform. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
