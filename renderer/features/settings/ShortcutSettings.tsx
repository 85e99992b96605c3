import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActionId, type Bindings, keysOf } from '../../../shared/actions.ts';
import { holderOf, withKeys, withoutKeys, withUsualKeys } from '../../bindings.ts';
import { titleOf } from '../../i18n.ts';
import { keysInWords } from '../../keyName.ts';
import { capsOf, combinationOf } from '../../keys.ts';
import { isMac } from '../../platform.ts';
import { Button } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { actionGroups } from './actionGroups.ts';
import { Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** Speakers have a row of keys, which would make no sense one by one. */
const groups = actionGroups.map(({ title, ids }) => ({
  title,
  ids: ids.filter((id) => id !== 'transcript.setSpeaker'),
}));

/** Which keys do what, and what typing does to the sound. Pedals and key pads are keys like any other. */
export function ShortcutSettings({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const bindings: Bindings = settings.shortcuts;
  const change = (next: Bindings) =>
    update({ shortcuts: Object.fromEntries(Object.entries(next).map(([id, keys]) => [id, [...keys]])) });
  const isUsual = Object.keys(bindings).length === 0;
  return (
    <>
      <Section title={t('keyboard.typing')}>
        <div className="px-4 py-3">
          <Toggle
            label={t('keyboard.pauseWhileTyping')}
            note={t('keyboard.pauseNote')}
            isOn={settings.pauseWhileTyping}
            onChange={(pauseWhileTyping) => update({ pauseWhileTyping })}
          />
        </div>
      </Section>
      <Section
        title={t('shortcuts.title')}
        note={t('keyboard.note')}
        aside={
          <Button disabled={isUsual} onClick={() => change({})}>
            {t('keyboard.resetAll')}
          </Button>
        }
      >
        {groups.map(({ title, ids }) => (
          <section key={title} aria-label={t(title)} className="group">
            <h3 className="border-line border-b bg-sunken px-4 py-1.5 font-medium text-soft text-xs group-first:rounded-t-xl">
              {t(title)}
            </h3>
            {ids.map((id) => (
              <ShortcutRow key={id} id={id} bindings={bindings} onChange={change} />
            ))}
          </section>
        ))}
      </Section>
    </>
  );
}

interface ShortcutRowProps {
  id: ActionId;
  bindings: Bindings;
  onChange: (bindings: Bindings) => void;
}

/** An action and its keys: a click, and the next keys are its own. */
function ShortcutRow({ id, bindings, onChange }: ShortcutRowProps) {
  const { t, i18n } = useTranslation();
  const [isListening, setIsListening] = useState(false);
  /** Keys that another action has: they are given only after a second word. */
  const [wished, setWished] = useState<string | null>(null);
  const keys = keysOf(id, bindings);
  const holder = wished === null ? undefined : holderOf(wished, bindings, id);
  const stop = () => {
    setIsListening(false);
    setWished(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isListening) return;
    // Whatever is pressed is meant for this row; also what would act elsewhere.
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    if (event.key === 'Escape') return stop();
    const pressed = combinationOf(event.nativeEvent, isMac(navigator));
    if (pressed === null) return;
    if (holderOf(pressed, bindings, id)) return setWished(pressed);
    onChange(withKeys(bindings, id, pressed));
    stop();
  };
  return (
    <div className="group/row border-line border-b px-4 py-2 last:border-b-0">
      <div className="flex min-h-8 items-center gap-3">
        <span className="min-w-0 grow">{titleOf(i18n, id)}</span>
        {bindings[id] && (
          <Button look="quiet" size="small" onClick={() => onChange(withUsualKeys(bindings, id))}>
            {t('keyboard.reset')}
          </Button>
        )}
        {keys.length > 0 && (
          <IconButton
            icon={X}
            size="small"
            label={t('keyboard.remove', { action: titleOf(i18n, id) })}
            onClick={() => onChange(withoutKeys(bindings, id))}
            className="opacity-0 focus-visible:opacity-100 group-focus-within/row:opacity-100 group-hover/row:opacity-100"
          />
        )}
        <button
          type="button"
          aria-label={t('keyboard.change', { action: titleOf(i18n, id) })}
          aria-pressed={isListening}
          onClick={() => setIsListening(!isListening)}
          onKeyDown={onKeyDown}
          onBlur={() => wished === null && stop()}
          className="flex h-8 min-w-32 items-center justify-end gap-3 rounded-lg border border-transparent px-2 hover:border-line aria-pressed:border-accent"
        >
          {isListening ? (
            <span className="text-accent-text">{t('keyboard.press')}</span>
          ) : keys.length === 0 ? (
            <span className="text-soft">{t('keyboard.none')}</span>
          ) : (
            keys.map((each) => <Caps key={each} caps={capsOf(each, isMac(navigator))} />)
          )}
        </button>
      </div>
      {wished !== null && holder && (
        <div
          role="alert"
          className="mt-1 mb-1 flex items-center gap-3 rounded-lg bg-warning-soft px-3 py-2 text-warning"
        >
          <span className="grow">
            {t('keyboard.taken', {
              keys: keysInWords(t, capsOf(wished, isMac(navigator))),
              action: titleOf(i18n, holder),
            })}
          </span>
          <Button size="small" onClick={stop}>
            {t('common.cancel')}
          </Button>
          <Button
            size="small"
            look="primary"
            onClick={() => {
              onChange(withKeys(bindings, id, wished));
              stop();
            }}
          >
            {t('keyboard.take')}
          </Button>
        </div>
      )}
    </div>
  );
}
