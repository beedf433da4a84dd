import { RuleName } from '@carillon/domain';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { ruleLabels } from '../../../lib/rule-labels.ts';
import type { Show } from '../due-state.ts';
import classes from './due-table.module.css';

interface DueFiltersProps {
  rule: RuleName;
  show: Show;
  onChange: (part: { rule?: RuleName; show?: Show }) => void;
}

const shows: { value: Show; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'due', label: 'Due' },
  { value: 'excluded', label: 'Excluded' },
];

export function DueFilters({ rule, show, onChange }: DueFiltersProps) {
  return (
    <div className={classes.toolbar}>
      <NativeSelect
        size="xs"
        aria-label="Rule"
        value={rule}
        onChange={(event) => onChange({ rule: RuleName.parse(event.currentTarget.value) })}
        data={RuleName.options.map((value) => ({ value, label: ruleLabels[value] }))}
      />
      <SegmentedControl size="xs" aria-label="Show" value={show} onChange={(next) => onChange({ show: next })} data={shows} />
    </div>
  );
}
