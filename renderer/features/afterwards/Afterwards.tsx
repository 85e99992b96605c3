import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseCommandLine, printCommandLine } from '../../../shared/commandLine.ts';
import type { Afterwards as Wish } from '../../../shared/contract/afterwards.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Section } from '../settings/Section.tsx';
import type { SettingsView } from '../settings/settingsView.ts';
import { useUpdateSettings } from '../settings/useUpdateSettings.ts';
import { AfterwardsFields } from './AfterwardsFields.tsx';

/** What follows when recordings are done: files, and who is told. */
export function Afterwards({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const { afterwards } = settings;
  const change = (part: Partial<Wish>) => update({ afterwards: { ...afterwards, ...part } });
  return (
    <Section title={t('afterwards.title')} note={t('afterwards.note')}>
      <div className="flex flex-col gap-4 p-4">
        <AfterwardsFields value={afterwards} onChange={change} />
        <Checked
          label={t('afterwards.webhook')}
          note={t('afterwards.webhookNote')}
          wrong={t('endpoint.urlWrong')}
          value={afterwards.webhook ?? ''}
          read={(text) => (text === '' ? null : isAddress(text) ? text : undefined)}
          onChange={(webhook) => change({ webhook })}
        />
        <Checked
          label={t('afterwards.command')}
          note={t('afterwards.commandNote')}
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

function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol);
}

interface CheckedProps<Value> {
  label: string;
  note: string;
  wrong: string;
  value: string;
  /** Undefined for what cannot be meant. */
  read: (text: string) => Value | undefined;
  onChange: (value: Value) => void;
}

/** A text that is stored when it is left, if it means something, and else says so. */
function Checked<Value>({ label, note, wrong, value, read, onChange }: CheckedProps<Value>) {
  const [typed, setTyped] = useState(value);
  const isWrong = read(typed.trim()) === undefined;
  return (
    <TextField
      label={label}
      note={isWrong ? wrong : note}
      aria-invalid={isWrong}
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        const meant = read(typed.trim());
        if (meant !== undefined && typed !== value) onChange(meant);
      }}
    />
  );
}
