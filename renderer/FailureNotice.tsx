import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../shared/errors.ts';
import { CopyButton } from './CopyButton.tsx';
import { detailsOf, failureOf, sayNext, sayWhat } from './failure.ts';
import { Button, type ButtonProps } from './ui/Button.tsx';
import { Notice } from './ui/Notice.tsx';

/** A place that could not be shown: what failed, what to do, one action. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const failure = failureOf(error);
  return (
    <Notice icon={TriangleAlert} title={sayWhat(t, failure)} text={sayNext(t, failure)}>
      {onRetry && (
        <Button look="primary" onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
      )}
      {failure.code === 'UNEXPECTED' && <CopyDetails failure={failure} size="normal" />}
    </Notice>
  );
}

interface CopyDetailsProps extends Pick<ButtonProps, 'size'> {
  failure: Failure;
}

export function CopyDetails({ failure, size = 'small' }: CopyDetailsProps) {
  const { t } = useTranslation();
  return <CopyButton label={t('common.copyDetails')} read={() => detailsOf(failure)} size={size} />;
}
