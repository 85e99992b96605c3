/** The parts of the settings, in order. A new one: its name here, its title in `locales/`, what it shows in `SettingsPage.tsx`. */
export const sectionNames = [
  'general',
  'recognition',
  'automation',
  'performance',
  'shortcuts',
  'data',
  'diagnostics',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** The section that an address names; undefined when there is none of that name. */
export function sectionNamed(name: string | undefined): SectionName | undefined {
  return sectionNames.find((known) => known === name);
}
