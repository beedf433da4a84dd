import type { Receipt } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { receiptLooks, typeLabels } from '../receipt-looks.ts';

export function ReceiptTable({ receipts }: { receipts: readonly Receipt[] }) {
  const { listRef } = useRowKeys(receipts.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Receipts">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">Provider</th>
            <th scope="col">Says</th>
            <th scope="col">Fate</th>
            <th scope="col">About</th>
            <th scope="col" className={table.number} title="How many times the provider sent it">Came</th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt, index) => (
            <ReceiptRow key={receipt.id} receipt={receipt} index={index} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReceiptRow({ receipt: { id, provider, receivedAt, type, reason, state, explanation, reference, eventId, deliveries }, index }: { receipt: Receipt; index: number }) {
  return (
    <tr>
      <td className={table.nowrap}>
        <Link to={`/receipts/${encodeURIComponent(provider)}/${id}`} className={table.strongLink} data-row={index}>
          <Instant at={receivedAt} />
        </Link>
      </td>
      <td className={table.nowrap} data-heading="Provider">{provider}</td>
      <td data-heading="Says">
        {type === null ? <span className={table.quiet}>–</span> : typeLabels[type]}
        {reason !== null && <div className={table.quiet}>{reason}</div>}
      </td>
      <td>
        <ToneBadge look={receiptLooks[state]} />
        {explanation !== null && <div className={table.quiet}>{explanation}</div>}
      </td>
      <td className={table.nowrap} data-heading="About">
        <code>{reference ?? eventId}</code>
      </td>
      <td className={`${table.number} ${table.nowrap}`} data-heading="Came">{deliveries === 1 ? 'once' : `${deliveries.toLocaleString('en')} times`}</td>
    </tr>
  );
}
