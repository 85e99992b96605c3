import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../i18n.ts';
import { hashOf } from '../../place.ts';
import { classes } from '../../ui/classes.ts';
import { type SectionName, sectionNames } from './sections.ts';

interface SectionNavProps {
  current: SectionName;
  iconOf: (name: SectionName) => LucideIcon;
}

/** The sections of the settings: beside what they hold, above it where there is little room. */
export function SectionNav({ current, iconOf }: SectionNavProps) {
  const { t, i18n } = useTranslation();
  return (
    <nav
      aria-label={titleOf(i18n, 'go.settings')}
      className="flex shrink-0 gap-0.5 overflow-x-auto px-3.5 pb-4 @2xl:w-44 @2xl:flex-col @2xl:overflow-x-visible @2xl:pr-0"
    >
      {sectionNames.map((section) => {
        const Icon = iconOf(section);
        return (
          <a
            key={section}
            href={hashOf({ name: 'settings', section })}
            draggable={false}
            aria-current={section === current ? 'page' : undefined}
            className={classes(
              'flex h-8 shrink-0 select-none items-center gap-2.5 rounded-lg px-2.5',
              section === current
                ? 'bg-sunken font-medium text-ink'
                : 'text-soft hover:bg-hover hover:text-ink',
            )}
          >
            <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
            {t(`settings.sections.${section}`)}
          </a>
        );
      })}
    </nav>
  );
}
