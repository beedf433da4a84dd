import { availabilityOf, campaignVariables } from '@carillon/domain';
import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useChosenTemplate } from '../api/get-template.ts';
import { useTemplateChoices } from '../api/list-choices.ts';
import classes from './template-field.module.css';

interface TemplateFieldProps {
  value: string;
  error: ReactNode;
  onChange: (name: string) => void;
}

/** Which template a campaign sends, what that one takes, and what any of them may take. */
export function TemplateField({ value, error, onChange }: TemplateFieldProps) {
  const templates = useTemplateChoices();
  return (
    <div>
      <NativeSelect
        label="Template"
        required
        description={templates.data?.find(({ name }) => name === value)?.description || 'What recipients read; announcement and newsletter are made for campaigns'}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">Choose one</option>
        {(templates.data ?? []).map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </NativeSelect>
      {value !== '' && <WhatItTakes name={value} />}
      <details className={classes.help}>
        <summary>Variables a campaign’s template and subject may use</summary>
        <p>
          <Variables names={campaignVariables} />, and every attribute of a user, as <code>{'{{ attributes.city }}'}</code>. For users who lack an attribute write{' '}
          <code>{"{{ attributes.city | default: 'your city' }}"}</code>.
        </p>
      </details>
    </div>
  );
}

/** Said before anything is saved: a variable that no user has would make every message fail. */
function WhatItTakes({ name }: { name: string }) {
  const { data } = useChosenTemplate(name);
  if (data === undefined) return <p className={classes.note}>&nbsp;</p>;
  const never = data.variables.filter((variable) => availabilityOf(variable) === 'never');
  const attributes = data.variables.filter((variable) => availabilityOf(variable) === 'attribute');
  const look = <Link to={`/templates/${name}`}>Look at the template</Link>;
  if (never.length > 0) {
    return (
      <p className={classes.note} data-tone="warning" role="status">
        <IconAlertTriangle size={15} aria-hidden />
        <span>
          It takes <Variables names={never} />, which no user has: it is not made for campaigns. {look}
        </span>
      </p>
    );
  }
  return (
    <p className={classes.note}>
      {data.variables.length === 0 ? 'Everybody reads the same.' : <>It takes <Variables names={data.variables} />.</>}
      {attributes.length > 0 && ' The review counts who lacks an attribute.'} {look}
    </p>
  );
}

function Variables({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <code>{name}</code>
    </span>
  ));
}
