/** What of a keyboard event says which keys were pressed. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** The key's place on the keyboard, where it is known. */
  readonly code?: string;
}

interface Combination {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** Reads `Mod+Shift+F`. `Mod` is Cmd on macOS, else Ctrl. */
export function parseKeys(keys: string): Combination {
  // The plus sign is a key as well.
  const parts = keys.replace(/\+$/, 'Plus').split('+');
  return {
    key: parts.at(-1)?.replace('Plus', '+') ?? '',
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
  };
}

/** Whether the pressed keys are the given combination. A character such as `?` may need Shift to be typed. */
export function matchesKeys(pressed: Pressed, keys: string, isMac: boolean): boolean {
  const wanted = parseKeys(keys);
  const mod = isMac ? pressed.metaKey : pressed.ctrlKey;
  const other = isMac ? pressed.ctrlKey : pressed.metaKey;
  if (mod !== wanted.mod || other || pressed.altKey !== wanted.alt) return false;
  // With Alt a digit writes something else on many keyboards.
  if (wanted.alt && /^\d$/.test(wanted.key)) {
    return !pressed.shiftKey && (pressed.code === `Digit${wanted.key}` || pressed.key === wanted.key);
  }
  const name = pressed.key === ' ' ? 'Space' : pressed.key;
  const isSign = /^[^a-z0-9]$/i.test(wanted.key);
  if (pressed.shiftKey !== wanted.shift && !isSign) return false;
  return name.toLowerCase() === wanted.key.toLowerCase();
}

/** Pressed keys as a combination that `parseKeys` reads; null while only modifiers are held. */
export function combinationOf(pressed: Pressed, isMac: boolean): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process'].includes(pressed.key)) return null;
  const digit = pressed.altKey ? /^Digit(\d)$/.exec(pressed.code ?? '')?.[1] : undefined;
  const name = digit ?? (pressed.key === ' ' ? 'Space' : pressed.key);
  const key = name.length === 1 ? name.toUpperCase() : name;
  // Shift is part of how a sign is typed.
  const isSign = /^[^a-z0-9]$/i.test(key);
  const held = [
    (isMac ? pressed.metaKey : pressed.ctrlKey) && 'Mod',
    pressed.altKey && 'Alt',
    pressed.shiftKey && !isSign && 'Shift',
  ];
  return [...held, key].filter(Boolean).join('+');
}

const signs: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

/** The caps to show for a combination, e.g. `['⌘', 'E']` or `['Ctrl', 'E']`. */
export function capsOf(keys: string, isMac: boolean): string[] {
  const { key, mod, shift, alt } = parseKeys(keys);
  const caps: string[] = [];
  // In the order in which the systems name them: Ctrl+Alt+Shift, ⌥⇧⌘.
  if (mod && !isMac) caps.push('Ctrl');
  if (alt) caps.push(isMac ? '⌥' : 'Alt');
  if (shift) caps.push(isMac ? '⇧' : 'Shift');
  if (mod && isMac) caps.push('⌘');
  caps.push(signs[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return caps;
}
