import type { ProviderStatus } from '@carillon/domain';
import { Link } from 'react-router';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { channelLabels } from '../../../lib/channel-labels.ts';
import { circuitLook } from '../provider-looks.ts';

const count = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });

export function ProviderRow({ provider, index }: { provider: ProviderStatus; index: number }) {
  const { name, channel, ratePerSecond, available, burst, circuit, lastMinute, inFlight, waiting, workers } = provider;
  const failing = workers.toSorted((one, other) => other.failuresInRow - one.failuresInRow)[0];
  const places = workers.reduce((sum, { maxConcurrent }) => sum + maxConcurrent, 0);
  return (
    <tr>
      <td className={table.nowrap}>
        {channel === 'vendor' ? (
          <Link to={`/receipts?provider=${encodeURIComponent(name)}`} className={table.strongLink} data-row={index} title="Its receipts">
            {name}
          </Link>
        ) : (
          <strong>{name}</strong>
        )}
        <div className={table.quiet}>{channelLabels[channel]}</div>
      </td>
      <td>
        <ToneBadge look={circuitLook(circuit)} />
      </td>
      <td className={`${table.number} ${table.nowrap}`} data-heading="Rate">{ratePerSecond === null ? <span className={table.quiet}>No limit</span> : `${count(ratePerSecond)} / s`}</td>
      <td className={`${table.number} ${table.nowrap}`} data-heading="Left">{available === null || burst === null ? <span className={table.quiet}>–</span> : `${count(Math.floor(available))} of ${count(burst)}`}</td>
      <td className={table.number} data-heading="Last minute">{count(lastMinute)}</td>
      <td className={`${table.number} ${table.nowrap}`} data-heading="In flight">{`${count(inFlight)} of ${count(places)}`}</td>
      <td className={table.number} data-heading="Waiting">{count(waiting)}</td>
      <td className={table.number} data-heading="Workers">{workers.length}</td>
      <td className={table.break} data-heading="Failures">{failing === undefined || failing.failuresInRow === 0 ? <span className={table.quiet}>None</span> : `${count(failing.failuresInRow)} in a row. ${failing.lastFailure ?? ''}`}</td>
    </tr>
  );
}
