import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { withoutPassword } from '../../../shared/endpointAddress.ts';
import { useTrax } from '../../trax.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import { spendWords } from '../computers/computersView.ts';
import { currencyChoices, type SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** What a server charges, and what was sent to it so far. */
export function Spend({ settings }: { settings: SettingsView }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const update = useUpdateSettings();
  const uses = useQuery(api.computers.view.queryOptions()).data?.endpoints ?? [];
  const url = withoutPassword(settings.endpointUrl);
  const sent = uses.find((endpoint) => endpoint.url === url)?.sentSeconds ?? 0;
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
      <div className="flex items-center justify-between gap-4">
        <span>{t('spend.currency')}</span>
        <Select
          label={t('spend.currency')}
          className="w-48"
          value={settings.endpointCurrency}
          choices={currencyChoices(settings.endpointCurrency, i18n.language)}
          onChange={(endpointCurrency) => update({ endpointCurrency })}
        />
      </div>
      <p className="text-soft tabular-nums">
        {spendWords(t, sent, settings, i18n.language) ?? t('spend.nothing')}
      </p>
    </>
  );
}
