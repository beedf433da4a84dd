import { SegmentedControl } from '@mantine/core';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { ApiKeysPanel } from '../../features/settings/components/api-keys-panel.tsx';
import { AuditPanel } from '../../features/settings/components/audit-panel.tsx';
import { OperatorsPanel } from '../../features/settings/components/operators-panel.tsx';
import { useSignedInSession } from '../../lib/session/session-context.tsx';

const parts = [
  { value: 'operators', label: 'Operators', permission: 'operators:manage', Panel: OperatorsPanel },
  { value: 'api-keys', label: 'API keys', permission: 'api-keys:manage', Panel: ApiKeysPanel },
  { value: 'audit', label: 'Audit', permission: 'audit:read', Panel: AuditPanel },
] as const;

export function SettingsPage() {
  const { permissions } = useSignedInSession();
  const [chosen, setChosen] = useQueryState('part', parseAsStringLiteral(parts.map(({ value }) => value)).withDefault('operators').withOptions({ history: 'push' }));
  const allowed = parts.filter(({ permission }) => permissions.includes(permission));
  const part = allowed.find(({ value }) => value === chosen) ?? allowed[0];
  if (part === undefined) {
    return (
      <>
        <PageHeader title="Settings" />
        <EmptyState kind="none" title="Your role has no settings">
          An administrator can change operators, API keys, and your role.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Settings"
        actions={<SegmentedControl size="xs" aria-label="Part of the settings" value={part.value} onChange={(next) => void setChosen(next)} data={allowed.map(({ value, label }) => ({ value, label }))} />}
      />
      <part.Panel />
    </>
  );
}
