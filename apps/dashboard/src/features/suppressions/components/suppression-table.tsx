import type { Suppression } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useReleaseSuppression } from '../api/suppressions.ts';
import { suppressionLooks } from '../suppression-looks.ts';

export function SuppressionTable({ suppressions, mayRelease }: { suppressions: readonly Suppression[]; mayRelease: boolean }) {
  const release = useReleaseSuppression();
  const [asking, setAsking] = useState<Suppression | null>(null);
  return (
    <>
      <div className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Suppressed addresses">
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Address</th>
              <th scope="col">Because</th>
              <th scope="col">Source</th>
              <th scope="col">Since</th>
              {mayRelease && <th scope="col">Action</th>}
            </tr>
          </thead>
          <tbody>
            {suppressions.map((suppression) => (
              <tr key={suppression.address}>
                <td className={table.break}>{suppression.address}</td>
                <td>
                  <ToneBadge look={suppressionLooks[suppression.reason]} />
                </td>
                <td className={table.break} data-heading="Source">{suppression.source}</td>
                <td className={table.nowrap} data-heading="Since">
                  <Instant at={suppression.createdAt} />
                </td>
                {mayRelease && (
                  <td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Release ${suppression.address}`}
                      onClick={() => {
                        release.reset();
                        setAsking(suppression);
                      }}
                    >
                      Release
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ConfirmDialog
        opened={asking !== null}
        title={`Write to ${asking?.address ?? ''} again?`}
        confirmLabel="Release the address"
        danger
        pending={release.isPending}
        error={release.error}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (asking === null) return;
          release.mutate(asking.address, {
            onSuccess: () => {
              notifications.show({ message: `${asking.address} may be written to again` });
              setAsking(null);
            },
          });
        }}
      >
        Writing to addresses that bounce or complain harms the delivery of all other messages. Categories that somebody does not want stay unwanted.
      </ConfirmDialog>
    </>
  );
}
