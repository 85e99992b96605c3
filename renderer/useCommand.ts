import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { detailsOf, failureOf, sayNext, sayWhat } from './failure.ts';
import { useTrax } from './trax.ts';

/** Something that a person asks for: when it fails, they are told what happened and what to do. */
export function useCommand<Input = void, Output = unknown>(
  run: (input: Input) => Promise<Output>,
  onSuccess?: (output: Output, input: Input) => unknown,
  /** Commands of one scope run one after the other. */
  scope?: string,
): UseMutationResult<Output, unknown, Input> {
  const { toasts } = useTrax();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: run,
    ...(scope !== undefined && { scope: { id: scope } }),
    onSuccess: (output, input) => onSuccess?.(output, input),
    onError: (error) => {
      const failure = failureOf(error);
      if (failure.code === 'CANCELLED') return;
      toasts.getState().show({
        kind: 'problem',
        title: sayWhat(t, failure),
        lines: [sayNext(t, failure)],
        ...(failure.code === 'UNEXPECTED' && {
          action: {
            label: t('common.copyDetails'),
            run: () => void navigator.clipboard.writeText(detailsOf(failure)),
          },
        }),
      });
    },
  });
}
