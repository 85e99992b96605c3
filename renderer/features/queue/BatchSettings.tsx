import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/contract/queue.ts';
import { languageChoices } from '../../languages.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { modelChoices } from '../settings/modelView.ts';
import { useQueueCommands } from './useQueueCommands.ts';

const asItIs = 'unchanged';

/** Other settings for what of a batch has not begun. */
export function BatchSettings({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState(asItIs);
  const [model, setModel] = useState(asItIs);
  const models = useQuery(api.models.list.queryOptions()).data;
  const { setOptions } = useQueueCommands();
  const unchanged = { value: asItIs, label: t('queue.unchanged') };
  const [, ...named] = modelChoices(models?.models ?? [], '', i18n.language);
  const apply = () => {
    setOptions.mutate({
      target: { batches: [batch.id] },
      options: { ...(language !== asItIs && { language }), ...(model !== asItIs && { model }) },
    });
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('queue.changeSettings')} description={t('queue.settingsText')}>
      <div className="flex flex-col gap-4 px-6 pb-6">
        <div className="flex flex-col gap-1.5">
          <span aria-hidden>{t('options.language')}</span>
          <Select
            label={t('options.language')}
            value={language}
            choices={[unchanged, ...languageChoices(t('options.detect'), i18n.language)]}
            onChange={setLanguage}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <span aria-hidden>{t('options.model')}</span>
          <Select
            label={t('options.model')}
            value={model}
            choices={[unchanged, ...named]}
            onChange={setModel}
          />
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={language === asItIs && model === asItIs} onClick={apply}>
            {t('queue.apply')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
