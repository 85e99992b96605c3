/** Points of a page: paper and margins. 1 pt is 1/72 inch. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/** 2.4 cm beside the text, 2.2 cm above and below. */
const margins = { left: 68, top: 62.4 };
const a4 = { width: 595.28, height: 841.89, ...margins };
const letter = { width: 612, height: 792, ...margins };

/** Where people write on US Letter; everybody else has A4 (Unicode CLDR, paperSize). */
const letterRegions = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '));

/** The paper of a place: that of the system's own locale where no other is named. */
export function sheetOf(locale = Intl.DateTimeFormat().resolvedOptions().locale): Sheet {
  return letterRegions.has(new Intl.Locale(locale).maximize().region ?? '') ? letter : a4;
}
