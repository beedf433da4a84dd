import { TextInput } from '@mantine/core';
import { useId } from 'react';

interface TimeZoneFieldProps {
  declared: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

const zones = ['Etc/UTC', ...Intl.supportedValuesOf('timeZone')];

/** An IANA name; the browser offers those it knows, and the server has the last word. */
export function TimeZoneField({ declared, value, error, onChange }: TimeZoneFieldProps) {
  const id = useId();
  return (
    <>
      <TextInput
        label="Time zone"
        description={`IANA name, like Europe/Berlin. Declared: ${declared}`}
        list={id}
        spellCheck={false}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </>
  );
}
