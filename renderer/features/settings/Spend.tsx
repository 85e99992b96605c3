import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { withoutPassword } from '../../../shared/endpointAddress.ts';
import { useTrax } from '../../trax.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { spendWords } from '../computers/computersView.ts';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** What a server charges, and what was sent to it so far. */
export function Spend({ settings }: { settings: SettingsView }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const update = useUpdateSettings();
  const uses = useQuery(api.computers.view.queryOptions()).data?.endpoints ?? [];
  const url = withoutPassword(settings.endpointUrl);
  const sent = uses.find((endpoint) => endpoint.url === url)?.sentSeconds ?? 0;
  const store = (text: string) => {
    const currency = text.trim().toUpperCase();
    if (/^[A-Z]{3}$/.test(currency) && currency !== settings.endpointCurrency)
      update({ endpointCurrency: currency });
  };
  return (
    <>
      <NumberField
        label={t('spend.price')}
        unit={settings.endpointCurrency}
        value={settings.endpointPricePerMinute}
        minimum={0}
        maximum={100}
        step={0.001}
        onChange={(endpointPricePerMinute) => update({ endpointPricePerMinute })}
      />
      <div className="flex items-end justify-between gap-4">
        <TextField
          label={t('spend.currency')}
          note={t('spend.currencyNote')}
          className="w-48"
          defaultValue={settings.endpointCurrency}
          maxLength={3}
          onBlur={({ target }) => store(target.value)}
        />
        <p className="text-right text-soft tabular-nums">
          {spendWords(t, sent, settings, i18n.language) ?? t('spend.nothing')}
        </p>
      </div>
    </>
  );
}
