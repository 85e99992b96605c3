import { FileOutput, FolderOpen, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WrittenExport } from '../../../shared/contract/exports.ts';
import { bytes, fileName, moment } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useCommand } from '../../useCommand.ts';
import { formatNames } from './exportChoice.ts';

/** What was written before: to be found again, and to be written again as the transcript is now. */
export function WrittenList({ written }: { written: readonly WrittenExport[] }) {
  const { client, api, queries, host, toasts } = useTrax();
  const { t, i18n } = useTranslation();
  const again = useCommand(
    ({ id }: WrittenExport) => client.exports.again({ id }),
    ({ path }) => {
      void queries.invalidateQueries({ queryKey: api.exports.list.key() });
      toasts.getState().show({ kind: 'done', title: t('export.saved', { path }) });
    },
  );
  const reveal = useCommand(async (path: string) => host.reveal?.(path));
  if (written.length === 0)
    return <Notice icon={FileOutput} title={t('export.written.none')} text={t('export.written.noneText')} />;
  return (
    <ul className="min-h-0 grow overflow-y-auto rounded-lg border border-line bg-page">
      {written.map((each) => {
        const { id, path, format, size, isThere, at } = each;
        const facts = [
          formatNames[format],
          size !== null && bytes(size, i18n.language),
          moment(at, i18n.language, new Date()),
          !isThere && t('export.written.gone'),
        ];
        return (
          <li key={id} className="flex items-center gap-2 border-line border-b px-4 py-2 last:border-b-0">
            <span className="min-w-0 grow">
              <span title={path} className="block truncate">
                {fileName(path)}
              </span>
              <span className="block text-soft text-xs">{facts.filter(Boolean).join(' · ')}</span>
            </span>
            {host.reveal && isThere && (
              <IconButton
                icon={FolderOpen}
                size="small"
                label={t('export.written.reveal', { name: fileName(path) })}
                onClick={() => reveal.mutate(path)}
              />
            )}
            <IconButton
              icon={RotateCw}
              size="small"
              label={t('export.written.again', { name: fileName(path) })}
              disabled={again.isPending}
              onClick={() => again.mutate(each)}
            />
          </li>
        );
      })}
    </ul>
  );
}
