import { useTranslation } from 'react-i18next';
import { parseCommandLine, printCommandLine } from '../../../shared/commandLine.ts';
import { afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import { CheckedField } from '../../ui/CheckedField.tsx';
import { Section } from '../settings/Section.tsx';
import type { SettingsView } from '../settings/settingsView.ts';
import { AfterwardsFields } from './AfterwardsFields.tsx';
import { useChangeAfterwards } from './useChangeAfterwards.ts';

/** What follows when recordings are done: files, and who is told. */
export function Afterwards({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const change = useChangeAfterwards();
  const { afterwards } = settings;
  return (
    <Section title={t('afterwards.title')} note={t('afterwards.note')}>
      <div className="flex flex-col gap-4 p-4">
        <AfterwardsFields value={afterwards} onChange={change} />
        <CheckedField
          label={t('afterwards.webhook')}
          note={t('afterwards.webhookNote')}
          placeholder="https://example.org/trax"
          wrong={t('endpoint.urlWrong')}
          value={afterwards.webhook ?? ''}
          read={(text) => afterwardsSchema.shape.webhook.safeParse(text === '' ? null : text).data}
          onChange={(webhook) => change({ webhook })}
        />
        <CheckedField
          label={t('afterwards.command')}
          note={t('afterwards.commandNote')}
          placeholder="notify-send Trax"
          wrong={t('afterwards.commandWrong')}
          value={afterwards.command ? printCommandLine(afterwards.command) : ''}
          read={(text) => {
            const words = parseCommandLine(text);
            return words === null ? undefined : words.length === 0 ? null : words;
          }}
          onChange={(command) => change({ command })}
        />
      </div>
    </Section>
  );
}
