import type { ProviderStatus } from '@carillon/domain';
import table from '../../../components/ui/table.module.css';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { ProviderRow } from './provider-row.tsx';

export function ProviderTable({ providers }: { providers: readonly ProviderStatus[] }) {
  const { listRef } = useRowKeys(providers.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Providers">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Provider</th>
            <th scope="col">State</th>
            <th scope="col" className={table.number} title="What it takes from all workers together">Rate</th>
            <th scope="col" className={table.number} title="Messages that may leave at once right now">Left</th>
            <th scope="col" className={table.number} title="Messages handed to it in the last minute">Last minute</th>
            <th scope="col" className={table.number} title="Messages on their way to it, of those that may be at once">In flight</th>
            <th scope="col" className={table.number} title="Messages that wait for a place">Waiting</th>
            <th scope="col" className={table.number}>Workers</th>
            <th scope="col">Failures</th>
          </tr>
        </thead>
        <tbody>
          {providers.map((provider, index) => (
            <ProviderRow key={provider.name} provider={provider} index={index} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
