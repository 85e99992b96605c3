import { useEffect, useState } from 'react';
import { speakerColour, speakerColours } from '../speakerColour.ts';

/** The page's colours as a canvas takes them. */
export interface Palette {
  readonly speakers: readonly string[];
  readonly nobody: string;
  readonly wave: string;
  readonly line: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly font: string;
}

/** The colours of the moment; they change when the system or the setting turns light or dark. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => followTheme(() => setPalette(readPalette())), []);
  return palette;
}

/** Variables hold `light-dark(...)`: only an element's computed colour says which of both it is. */
function readPalette(): Palette {
  const probe = document.createElement('span');
  // Else the first colour would still be on its way to the next when that is read.
  probe.style.transition = 'none';
  document.body.append(probe);
  const colour = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const palette = {
    speakers: Array.from({ length: speakerColours }, (_, place) => colour(speakerColour(place))),
    nobody: colour('var(--line-strong)'),
    wave: colour('var(--wave)'),
    line: colour('var(--line)'),
    ink: colour('var(--ink)'),
    soft: colour('var(--ink-soft)'),
    accent: colour('var(--accent)'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  };
  probe.remove();
  return palette;
}

/** Calls back when the system or the setting turns light or dark. Gives what ends that. */
function followTheme(onChange: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const setting = new MutationObserver(onChange);
  dark.addEventListener('change', onChange);
  setting.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', onChange);
    setting.disconnect();
  };
}
