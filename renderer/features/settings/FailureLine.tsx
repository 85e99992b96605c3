import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/errors.ts';
import { sayNext, sayWhat } from '../../failure.ts';

/** A line of a section: what of it failed the last time, and what to do. */
export function FailureLine({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  return (
    <p
      role="status"
      className="border-line border-b bg-danger-soft px-4 py-3 wrap-anywhere first:rounded-t-xl last:rounded-b-xl last:border-b-0"
    >
      <span className="text-danger">{sayWhat(t, failure)}</span> {sayNext(t, failure)}
    </p>
  );
}
