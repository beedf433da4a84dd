import type { ApiKey } from '@carillon/domain';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { useRevokeApiKey } from '../api/revoke-api-key.ts';

export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeApiKey(apiKey.id);
  const { name, hint, scopes, lastUsedAt, expiresAt, revokedAt } = apiKey;
  return (
    <tr>
      <td>
        {name}
        <div className={table.quiet}>
          ends in <code>{hint}</code>
        </div>
      </td>
      <td className={table.quiet} data-heading="May">{scopes.join(', ')}</td>
      <td className={table.nowrap} data-heading="Last used">{lastUsedAt === null ? <span className={table.quiet}>Never</span> : <Instant at={lastUsedAt} />}</td>
      <td className={table.nowrap} data-heading="Expires">{expiresAt === null ? <span className={table.quiet}>Never</span> : <Instant at={expiresAt} />}</td>
      <td className={table.nowrap}>
        {revokedAt === null ? (
          <Button size="compact-xs" variant="default" aria-label={`Revoke ${name}`} onClick={() => setAsking(true)}>
            Revoke
          </Button>
        ) : (
          <span className={table.quiet}>
            Revoked <Instant at={revokedAt} />
          </span>
        )}
        <ConfirmDialog
          opened={asking}
          title={`Revoke ${name}?`}
          confirmLabel="Revoke the key"
          danger
          pending={revoke.isPending}
          error={revoke.error}
          onClose={() => setAsking(false)}
          onConfirm={() => revoke.mutate(undefined, { onSuccess: () => setAsking(false) })}
        >
          Requests with the key that ends in <code>{hint}</code> will be refused at once. A revoked key can’t be brought back.
        </ConfirmDialog>
      </td>
    </tr>
  );
}
