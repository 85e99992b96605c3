import { ArrowRight, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReplacementRule } from '../../../../shared/transcript/replacements.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { FindField } from '../FindField.tsx';
import { ReplacementField } from '../ReplacementField.tsx';

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
      <FindField
        label={t('replacements.find', { line })}
        search={rule}
        onChange={(search) => onChange({ ...rule, ...search })}
      />
      <ArrowRight aria-hidden size={14} className="mx-1 shrink-0 text-soft" />
      <ReplacementField
        label={t('replacements.replaceWith', { line })}
        value={rule.replacement}
        onChange={(replacement) => onChange({ ...rule, replacement })}
      />
      <IconButton icon={X} label={t('replacements.removeRule', { line })} onClick={onRemove} />
    </li>
  );
}
