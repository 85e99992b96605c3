import { ArrowRight, CaseSensitive, Regex, WholeWord, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReplacementRule } from '../../../../shared/transcript/replacements.ts';
import { patternOf } from '../../../../shared/transcript/search.ts';
import { IconButton } from '../../../ui/IconButton.tsx';

const fieldLook = 'h-8 min-w-0 flex-1 rounded-lg border border-line bg-page px-3 aria-invalid:border-danger';
const choices = [
  { name: 'matchesCase', icon: CaseSensitive },
  { name: 'wholeWords', icon: WholeWord },
  { name: 'isPattern', icon: Regex },
] as const;

interface RuleRowProps {
  rule: ReplacementRule;
  line: number;
  onChange: (rule: ReplacementRule) => void;
  onRemove: () => void;
}

/** One replacement: what is looked for, how, and what stands there then. */
export function RuleRow({ rule, line, onChange, onRemove }: RuleRowProps) {
  const { t } = useTranslation();
  return (
    <li className="flex items-center gap-1">
      <input
        aria-label={t('replacements.find', { line })}
        placeholder={t('find.field')}
        dir="auto"
        value={rule.text}
        maxLength={1000}
        aria-invalid={rule.text !== '' && patternOf(rule) === null}
        onChange={({ target }) => onChange({ ...rule, text: target.value })}
        className={fieldLook}
      />
      {choices.map(({ name, icon }) => (
        <IconButton
          key={name}
          icon={icon}
          label={t(`find.${name}`)}
          aria-pressed={rule[name]}
          onClick={() => onChange({ ...rule, [name]: !rule[name] })}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        />
      ))}
      <ArrowRight aria-hidden size={14} className="mx-1 shrink-0 text-soft" />
      <input
        aria-label={t('replacements.replaceWith', { line })}
        placeholder={t('find.replacement')}
        dir="auto"
        value={rule.replacement}
        maxLength={1000}
        onChange={({ target }) => onChange({ ...rule, replacement: target.value })}
        className={fieldLook}
      />
      <IconButton icon={X} label={t('replacements.removeRule', { line })} onClick={onRemove} />
    </li>
  );
}
