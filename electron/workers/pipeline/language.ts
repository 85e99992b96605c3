/** Windows in a row that must agree before the language is taken as known. */
const agreement = 2;
/** After so many windows with a known language it is detected again. */
const checkEvery = 8;

/**
 * Which language to ask for. Detecting costs another pass of the encoder, so it is done until two windows agree and
 * now and then after that.
 */
export interface LanguageChoice {
  /** `auto` or an ISO 639-1 code for the next window. */
  next(): string;
  /** Takes in what a window was heard to be. */
  heard(language: string | null): void;
}

export function createLanguageChoice(wanted: string): LanguageChoice {
  let language: string | null = null;
  let agreeing = 0;
  let sinceCheck = 0;
  const isKnown = () => agreeing >= agreement && sinceCheck < checkEvery;
  return {
    next: () => (wanted === 'auto' && isKnown() && language !== null ? language : wanted),
    heard(found) {
      if (found === null) return;
      if (isKnown()) {
        sinceCheck += 1;
        return;
      }
      agreeing = found === language ? agreeing + 1 : 1;
      language = found;
      sinceCheck = 0;
    },
  };
}
