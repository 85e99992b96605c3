import { useState } from 'react';
import { z } from 'zod';

const chosenSchema = z.object({
  place: z.enum(['beside', 'above']).default('beside'),
  hasSubtitles: z.boolean().default(true),
});
type Chosen = z.infer<typeof chosenSchema>;

/** Where the picture is, and whether subtitles are on it; remembered in this window's browser. */
export interface Picture extends Chosen {
  change(next: Partial<Chosen>): void;
}

const key = 'trax.picture';

export function usePicture(): Picture {
  const [chosen, setChosen] = useState(readChosen);
  return {
    ...chosen,
    change(next) {
      const changed = { ...chosen, ...next };
      localStorage.setItem(key, JSON.stringify(changed));
      setChosen(changed);
    },
  };
}

/** What was chosen last; the usual where that cannot be read. */
function readChosen(): Chosen {
  try {
    return chosenSchema.parse(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return chosenSchema.parse({});
  }
}
