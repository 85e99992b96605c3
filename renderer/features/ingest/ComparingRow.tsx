import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { percent } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';

/** How far what was added is compared with what is here already; seen only where that takes its time. */
export function ComparingRow() {
  const { comparing } = useTrax();
  const under = useStore(comparing, (state) => state.under);
  const { t, i18n } = useTranslation();
  const slow = under.filter(({ share }) => share > 0);
  if (slow.length === 0) return null;
  const share = slow.reduce((sum, one) => sum + one.share, 0) / slow.length;
  return (
    <section
      aria-label={t('repeats.comparing')}
      className="flex shrink-0 items-center gap-3 border-line border-t bg-side px-6 py-3"
    >
      <h2 className="grow font-medium">{t('repeats.comparing')}</h2>
      <Bar label={t('repeats.comparing')} share={share} className="w-40" />
      <span className="w-10 text-right text-soft tabular-nums">{percent(share, i18n.language)}</span>
      <Button size="small" onClick={() => comparing.getState().cancelAll()}>
        {t('common.cancel')}
      </Button>
    </section>
  );
}
