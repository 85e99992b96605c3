import { describe, expect, test } from 'vitest';
import { capsOf, matchesKeys } from '../../renderer/keys.ts';
import { actions } from '../../shared/actions.ts';

const pressed = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys', () => {
  test('Mod is Ctrl, and Cmd on a Mac', () => {
    expect(matchesKeys(pressed('e', { ctrlKey: true }), 'Mod+E', false)).toBe(true);
    expect(matchesKeys(pressed('e', { metaKey: true }), 'Mod+E', true)).toBe(true);
    expect(matchesKeys(pressed('e', { ctrlKey: true }), 'Mod+E', true)).toBe(false);
    expect(matchesKeys(pressed('e', { ctrlKey: true, metaKey: true }), 'Mod+E', false)).toBe(false);
  });

  test('tell Tab from Shift+Tab, and F8 from Shift+F8', () => {
    expect(matchesKeys(pressed('Tab'), 'Tab', false)).toBe(true);
    expect(matchesKeys(pressed('Tab', { shiftKey: true }), 'Tab', false)).toBe(false);
    expect(matchesKeys(pressed('F8', { shiftKey: true }), 'Shift+F8', false)).toBe(true);
  });

  test('take a sign however the keyboard makes it', () => {
    expect(matchesKeys(pressed('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(matchesKeys(pressed('?'), '?', false)).toBe(true);
    expect(matchesKeys(pressed(',', { ctrlKey: true }), 'Mod+,', false)).toBe(true);
    expect(matchesKeys(pressed('+', { shiftKey: true }), '+', false)).toBe(true);
    expect(matchesKeys(pressed('+', { ctrlKey: true }), 'Mod++', false)).toBe(true);
  });

  test('are shown as the caps of the keyboard in front of the person', () => {
    expect(capsOf('Mod+Shift+F', false)).toEqual(['Ctrl', 'Shift', 'F']);
    expect(capsOf('Mod+Alt+Shift+F', true)).toEqual(['⌥', '⇧', '⌘', 'F']);
    expect(capsOf('Mod+ArrowUp', true)).toEqual(['⌘', '↑']);
  });

  test('stand for one action each', () => {
    const all = Object.values(actions).flatMap((action): readonly string[] => action.keys);
    expect(new Set(all).size).toBe(all.length);
  });
});
