import type { AttributeType } from '@carillon/domain';
import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { attributeTypeWords } from '../../../lib/attribute-text.ts';
import { randomId } from '../../../lib/http/random-id.ts';
import type { AttributeDraft } from '../user-draft.ts';

const types = ['string', 'number', 'boolean', 'date'] as const satisfies readonly AttributeType[];

interface AttributeFieldsProps {
  attributes: readonly AttributeDraft[];
  problems: Readonly<Record<string, string>>;
  onChange: (attributes: AttributeDraft[]) => void;
}

/** Attributes with their types, each a row of fields. */
export function AttributeFields({ attributes, problems, onChange }: AttributeFieldsProps) {
  const id = useId();
  const change = (row: string, part: Partial<AttributeDraft>) => onChange(attributes.map((attribute) => (attribute.row === row ? { ...attribute, ...part } : attribute)));
  return (
    <Stack gap={6} align="start" role="group" aria-labelledby={id}>
      <Text id={id} size="sm" fw={550}>
        Attributes
      </Text>
      {attributes.map(({ row, key, type, value }, index) => {
        const label = (field: string) => `Attribute ${index + 1}: ${field}`;
        return (
          <Group key={row} gap={6} w="100%" align="start" role="group" aria-label={`Attribute ${index + 1}`}>
            <TextInput size="xs" flex="1 1 110px" aria-label={label('name')} placeholder="plan" maxLength={50} value={key} onChange={(event) => change(row, { key: event.currentTarget.value })} />
            <NativeSelect size="xs" aria-label={label('type')} value={type} data={types.map((each) => ({ value: each, label: attributeTypeWords[each] }))} onChange={(event) => change(row, retyped(types.find((each) => each === event.currentTarget.value) ?? 'string'))} />
            {type === 'boolean' ? (
              <NativeSelect size="xs" flex="1 1 110px" aria-label={label('value')} value={value} data={[{ value: 'true', label: 'yes' }, { value: 'false', label: 'no' }]} onChange={(event) => change(row, { value: event.currentTarget.value })} />
            ) : (
              <TextInput size="xs" flex="1 1 110px" aria-label={label('value')} type={type === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(value) ? 'date' : 'text'} maxLength={1_000} value={value} onChange={(event) => change(row, { value: event.currentTarget.value })} />
            )}
            <ActionIcon variant="subtle" color="gray" aria-label={`Remove attribute ${index + 1}`} onClick={() => onChange(attributes.filter((attribute) => attribute.row !== row))}>
              <IconX size={15} aria-hidden />
            </ActionIcon>
            {problems[row] !== undefined && <Text size="xs" w="100%" c="var(--bad-text)">{problems[row]}</Text>}
          </Group>
        );
      })}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={13} aria-hidden />} onClick={() => onChange([...attributes, { row: randomId(), key: '', type: 'string', value: '' }])}>
        Add an attribute
      </Button>
    </Stack>
  );
}

/** A value of another type is begun anew. */
function retyped(type: AttributeType): Pick<AttributeDraft, 'type' | 'value'> {
  return { type, value: type === 'boolean' ? 'true' : '' };
}
