import { useTranslation } from 'react-i18next';
import { type ActionId, keysOf } from '../../../shared/actions.ts';
import { titleOf } from '../../i18n.ts';
import { capsOf } from '../../keys.ts';
import { isMac } from '../../platform.ts';
import { Caps } from '../../ui/Caps.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useBindings } from '../../useBindings.ts';
import { actionGroups } from './actionGroups.ts';

const [everywhere, sound, inTranscript] = actionGroups;

/** Every action that has keys. */
export function Shortcuts({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('shortcuts.title')} className="w-208">
      <section
        aria-label={t('shortcuts.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        className="grid grid-cols-2 gap-10 overflow-y-auto px-6 pb-6"
      >
        <div className="flex flex-col gap-5">
          <ShortcutList title={t(everywhere.title)} ids={everywhere.ids} />
          <div className="flex flex-col gap-2 text-soft">
            <p>{t('shortcuts.libraryNote')}</p>
            <p>{t('shortcuts.queueNote')}</p>
          </div>
          <ShortcutList title={t(sound.title)} ids={sound.ids} />
        </div>
        <div>
          <ShortcutList title={t(inTranscript.title)} ids={inTranscript.ids} />
          <p className="mt-4 text-soft">{t('shortcuts.tabNote')}</p>
        </div>
      </section>
    </Dialog>
  );
}

/** Of a row of keys the ends say enough. */
function firstAndLast(keys: readonly string[]): readonly string[] {
  const [first, last] = [keys[0], keys.at(-1)];
  return keys.length > 3 && first && last ? [first, last] : keys;
}

function ShortcutList({ title, ids }: { title: string; ids: readonly ActionId[] }) {
  const { i18n } = useTranslation();
  const bindings = useBindings();
  return (
    <section>
      <h3 className="mb-1 font-medium text-soft">{title}</h3>
      <dl>
        {ids
          .filter((id) => keysOf(id, bindings).length > 0)
          .map((id) => (
            <div
              key={id}
              className="flex min-h-9 items-center justify-between gap-4 border-line border-b py-1.5"
            >
              <dt>{titleOf(i18n, id)}</dt>
              <dd className="flex shrink-0 gap-3">
                {firstAndLast(keysOf(id, bindings)).map((keys) => (
                  <Caps key={keys} caps={capsOf(keys, isMac(navigator))} />
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
