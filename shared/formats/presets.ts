import type { SubtitleOptions } from './subtitles.ts';

export const presetNames = ['plain', 'netflix', 'bbc', 'youtube'] as const;
export type PresetName = (typeof presetNames)[number];

/**
 * What publishers ask of subtitles. A frame is 1/24 s. Words a minute are turned into characters a second at six characters a
 * word, its space included.
 */
export const presets: Record<PresetName, SubtitleOptions> = {
  /** Ours: close to what most guidelines share. */
  plain: {
    lineLength: 42,
    lines: 2,
    minimumDuration: 1,
    maximumDuration: 7,
    gap: 0.08,
    closePausesUnder: 0,
    charactersPerSecond: 20,
  },
  /**
   * Netflix, Timed Text Style Guide: 5/6 s to 7 s and two lines (General Requirements, article 215758617); 42 characters a
   * line and 20 a second for adults (English, 217350977); two frames between subtitles, and no gap of 3 to 11 frames
   * (Subtitle Timing Guidelines, 360051554394). https://partnerhelp.netflixstudios.com/hc/en-us/articles/
   */
  netflix: {
    lineLength: 42,
    lines: 2,
    minimumDuration: 0.834,
    maximumDuration: 7,
    gap: 0.084,
    closePausesUnder: 0.5,
    charactersPerSecond: 20,
  },
  /**
   * BBC, Subtitle Guidelines 1.2: 37 characters a line in fixed-width formats (3.1), two lines (3.3), 180 words a minute and
   * 1.2 s for four words (4.1), no gap or one of at least a second (4.5). It names no longest time; 7 s is ours.
   * https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
   */
  bbc: {
    lineLength: 37,
    lines: 2,
    minimumDuration: 1.2,
    maximumDuration: 7,
    gap: 0,
    closePausesUnder: 1,
    charactersPerSecond: 18,
  },
  /**
   * YouTube publishes no limits. It takes the captions of American television, whose lines have 32 columns (47 CFR 79.101),
   * so these are the figures of the DCMP Captioning Key for such captions: two lines, 40 frames (of 30 a second) to 6 s,
   * 160 words a minute. https://dcmp.org/learn/captioningkey
   */
  youtube: {
    lineLength: 32,
    lines: 2,
    minimumDuration: 1.333,
    maximumDuration: 6,
    gap: 0,
    closePausesUnder: 0,
    charactersPerSecond: 16,
  },
};

/** The preset that options are as they stand; null when they are one's own. */
export function presetOf(options: SubtitleOptions): PresetName | null {
  const isLike = (name: PresetName) =>
    Object.entries(presets[name]).every(([key, value]) => options[key as keyof SubtitleOptions] === value);
  return presetNames.find(isLike) ?? null;
}
