import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueTarget } from '../../../shared/contract/queue.ts';
import { languageChoices } from '../../languages.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { modelChoices } from '../settings/modelView.ts';
import { useQueueCommands } from './useQueueCommands.ts';

const asItIs = 'unchanged';

/** What is waited for at a terminal has 10: people's own words lie around it. */
const priorities = { high: 20, normal: 0, low: -20 } as const;
type PriorityName = keyof typeof priorities;
const priorityNames: readonly PriorityName[] = ['high', 'normal', 'low'];

/** Other settings for what of a batch, or of its recordings, has not begun; and how urgent it is. */
export function TargetSettings({ target, onClose }: { target: QueueTarget; onClose: () => void }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState(asItIs);
  const [model, setModel] = useState(asItIs);
  const [priority, setPriority] = useState<PriorityName | typeof asItIs>(asItIs);
  const models = useQuery(api.models.list.queryOptions()).data;
  const { setOptions, prioritise } = useQueueCommands();
  const unchanged = { value: asItIs, label: t('queue.unchanged') };
  const [, ...named] = modelChoices(models?.models ?? [], '', i18n.language);
  const apply = () => {
    const options = { ...(language !== asItIs && { language }), ...(model !== asItIs && { model }) };
    if (Object.keys(options).length > 0) setOptions(target, options);
    if (priority !== asItIs) prioritise(target, priorities[priority]);
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
        <div className="flex flex-col gap-1.5">
          <span aria-hidden>{t('queue.priority')}</span>
          <Select
            label={t('queue.priority')}
            value={priority}
            choices={[
              { value: asItIs, label: t('queue.unchanged') },
              ...priorityNames.map((name) => ({ value: name, label: t(`queue.priorities.${name}`) })),
            ]}
            onChange={setPriority}
          />
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={language === asItIs && model === asItIs && priority === asItIs}
            onClick={apply}
          >
            {t('queue.apply')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
