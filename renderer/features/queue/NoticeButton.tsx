import { BellPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { IconButton } from '../../ui/IconButton.tsx';

/** Asks the browser to let Trax say when a batch is done; seen until it was asked. */
export function NoticeButton() {
  const { host } = useTrax();
  const { t } = useTranslation();
  const { notices } = host;
  const [isShown, setIsShown] = useState(notices?.mayAsk ?? false);
  if (!notices || !isShown) return null;
  const ask = () => void notices.ask().then(() => setIsShown(notices.mayAsk));
  return <IconButton icon={BellPlus} label={t('queue.askNotices')} onClick={ask} />;
}
