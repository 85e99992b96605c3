import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytes, percent } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Select } from '../../ui/Select.tsx';
import { MemoryLimits } from './MemoryLimits.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { ToggleLine } from './ToggleLine.tsx';
import { useUpdateSettings } from './useUpdateSettings.ts';

const workerCounts = [0, 1, 2, 3, 4, 6, 8];
/** Megabytes; 0 leaves it to the computer. */
const memories = [0, 2048, 4096, 8192, 16_384, 32_768, 65_536];
const processorShares = [25, 50, 75, 90, 100];

/** How much of the computer Trax may take. */
export function Performance({ settings }: { settings: SettingsView }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const update = useUpdateSettings();
  return (
    <Section title={t('settings.sections.performance')}>
      <Line label={t('settings.workers')} note={t('settings.workersNote', { count: info?.workers ?? 1 })}>
        <Amount
          label={t('settings.workers')}
          value={settings.workers}
          amounts={workerCounts}
          say={(count) => (count === 0 ? t('settings.automatic') : String(count))}
          onChange={(workers) => update({ workers })}
        />
      </Line>
      <Line label={t('resources.memory')} note={t('resources.memoryNote')}>
        <Amount
          label={t('resources.memory')}
          value={settings.memoryLimitMb}
          amounts={memories}
          say={(megabytes) =>
            megabytes === 0 ? t('settings.automatic') : bytes(megabytes * 1_000_000, i18n.language)
          }
          onChange={(memoryLimitMb) => update({ memoryLimitMb })}
        />
      </Line>
      <Line label={t('resources.processor')} note={t('resources.processorNote')}>
        <Amount
          label={t('resources.processor')}
          value={settings.cpuLimitPercent}
          amounts={processorShares}
          say={(share) => percent(share / 100, i18n.language)}
          onChange={(cpuLimitPercent) => update({ cpuLimitPercent })}
        />
      </Line>
      <ToggleLine
        label={t('resources.smaller')}
        note={t('resources.smallerNote')}
        isOn={settings.allowSmallerModel}
        onChange={(allowSmallerModel) => update({ allowSmallerModel })}
      />
      <MemoryLimits />
    </Section>
  );
}

/** One of some amounts, or the one that somebody has set otherwise. */
function Amount(props: {
  label: string;
  value: number;
  amounts: readonly number[];
  say: (amount: number) => string;
  onChange: (amount: number) => void;
}) {
  const { label, value, amounts, say, onChange } = props;
  const all = amounts.includes(value) ? amounts : [...amounts, value].toSorted((a, b) => a - b);
  return (
    <Select
      label={label}
      className="w-48 shrink-0"
      value={String(value)}
      choices={all.map((amount) => ({ value: String(amount), label: say(amount) }))}
      onChange={(amount) => onChange(Number(amount))}
    />
  );
}
