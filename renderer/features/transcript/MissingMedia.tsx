import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileName } from '../../format.ts';
import type { Picked } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { useCommand } from '../../useCommand.ts';

interface MissingMediaProps {
  recordingId: string;
  path: string;
  onFound: () => void;
}

/** A recording whose file is gone: the person shows where it is now, and is told when it is another one. */
export function MissingMedia({ recordingId, path, onFound }: MissingMediaProps) {
  const { host, client, queries, toasts, api } = useTrax();
  const { t } = useTranslation();
  /** Another file than the one that was transcribed. */
  const [other, setOther] = useState<string | null>(null);
  const locate = useCommand(
    async (wish: { path: string; mayDiffer: boolean } | null) => {
      const found = wish?.path ?? (await pickOne());
      if (!found) return null;
      const { isSame } = await client.library.locate({
        id: recordingId,
        path: found,
        mayDiffer: wish?.mayDiffer ?? false,
      });
      return { found, isTaken: isSame || wish?.mayDiffer === true };
    },
    (answer) => {
      if (!answer) return;
      setOther(answer.isTaken ? null : answer.found);
      if (!answer.isTaken) return;
      toasts.getState().show({ kind: 'done', title: t('locate.found'), lines: [] });
      void queries.invalidateQueries({ queryKey: api.library.get.key({ input: { id: recordingId } }) });
      onFound();
    },
  );
  async function pickOne(): Promise<string | undefined> {
    const picked: Picked = await host.pick('recordings');
    if ('paths' in picked) return picked.paths[0];
    const given = await host.pathsOf(picked.files.slice(0, 1), {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    return given.flatMap((each) => ('path' in each ? each.path : []))[0];
  }
  return (
    <div className="flex min-h-22 items-center gap-3 rounded-lg bg-sunken px-4 py-2" role="status">
      <span className="min-w-0 grow wrap-anywhere text-soft">{t('locate.missing', { path })}</span>
      <Button disabled={locate.isPending} onClick={() => locate.mutate(null)}>
        {t('locate.button')}
      </Button>
      <Confirm
        isOpen={other !== null}
        onClose={() => setOther(null)}
        title={t('locate.differs')}
        description={t('locate.differsText', { name: fileName(other ?? '') })}
        verb={t('locate.useAnyway')}
        onConfirm={() => other !== null && locate.mutate({ path: other, mayDiffer: true })}
      />
    </div>
  );
}
