import { useQueries } from '@tanstack/react-query';
import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostInArchive } from '../../../shared/contract/portability.ts';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { SaveCopy } from './SaveCopy.tsx';

/** Saves the selected recordings as one file. */
export function SaveSelection({ ids }: { ids: ReadonlySet<string> }) {
  const { api } = useTrax();
  const { i18n } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const recordings = useQueries({
    queries: isOpen ? [...ids].map((id) => api.library.get.queryOptions({ input: { id } })) : [],
  }).flatMap(({ data }) => data ?? []);
  return (
    <>
      <Button size="small" disabled={ids.size > mostInArchive} onClick={() => setIsOpen(true)}>
        <FileOutput aria-hidden size={14} />
        {titleOf(i18n, 'recording.saveCopy')}
      </Button>
      <SaveCopy
        isOpen={isOpen && recordings.length === ids.size}
        onClose={() => setIsOpen(false)}
        recordings={recordings}
      />
    </>
  );
}
