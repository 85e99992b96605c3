import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytes } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Line, Section } from './Section.tsx';

/** Where everything lies, and how much room is left there. */
export function Storage() {
  const { api, host } = useTrax();
  const { t, i18n } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const { reveal } = host;
  return (
    <Section title={t('settings.storage')}>
      <Line label={t('settings.dataFolder')} note={info?.dataFolder ?? '…'}>
        {info && (
          <span className="text-soft">{t('shell.free', { size: bytes(info.freeBytes, i18n.language) })}</span>
        )}
        {info && reveal && (
          <Button size="small" onClick={() => void reveal(info.dataFolder)}>
            {t('settings.reveal')}
          </Button>
        )}
      </Line>
    </Section>
  );
}
