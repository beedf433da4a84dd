import type { Overview } from '@carillon/domain';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { statusLooks } from '../../../components/ui/status.ts';
import { ownZone } from '../../../lib/time/format-instant.ts';
import { layOutHistogram } from '../lay-out-histogram.ts';
import { logLink } from '../log-link.ts';
import { formatBucket } from '../format-bucket.ts';
import { statusOrder } from '../status-order.ts';
import classes from './status-histogram.module.css';

/**
 * Bars over time, stacked by status. Each part is a link to exactly its rows. One Tab enters the chart; the arrow keys walk
 * through it (left and right from bar to bar, up and down within one), Enter opens.
 */
export function StatusHistogram({ overview }: { overview: Overview }) {
  const { bars, top } = layOutHistogram(overview);
  const chart = useRef<HTMLDivElement>(null);
  const filled = bars.flatMap((bar, index) => (bar.segments.length > 0 ? [index] : []));
  const [current, setCurrent] = useState({ bar: -1, segment: 0 });
  // The range may have moved on since: the last filled bar stands in for one that is gone.
  const entry = bars[current.bar]?.segments[current.segment] === undefined ? { bar: filled.at(-1) ?? -1, segment: 0 } : current;

  function move(event: KeyboardEvent): void {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const bar = filled[filled.indexOf(entry.bar) + (step[0] ?? 0)] ?? entry.bar;
    const highest = (bars[bar]?.segments.length ?? 1) - 1;
    const segment = Math.max(0, Math.min(highest, entry.segment + (step[1] ?? 0)));
    setCurrent({ bar, segment });
    chart.current?.querySelector<HTMLElement>(`[data-segment="${bar}-${segment}"]`)?.focus();
  }

  const used = statusOrder.filter((status) => bars.some((bar) => bar.segments.some((segment) => segment.status === status)));
  return (
    <div>
      <div className={classes.frame}>
        <div className={classes.scale} aria-hidden>
          <span>{top.toLocaleString('en')}</span>
          <span>{top > 1 ? (top / 2).toLocaleString('en') : ''}</span>
          <span>0</span>
        </div>
        <div ref={chart} className={classes.plot} role="group" aria-label="Notifications over time, by status. Arrow keys move, Enter opens the log." onKeyDown={move}>
          {bars.map((bar, barIndex) => (
            <div key={bar.start.getTime()} className={classes.bar}>
              {bar.segments.map(({ status, count, from, to, offset, height }, segmentIndex) => {
                const label = `${statusLooks[status].label}: ${count.toLocaleString('en')}, ${formatBucket(bar.start, bar.end)}`;
                return (
                  <Link
                    key={status}
                    to={logLink([status], from, to)}
                    className={classes.segment}
                    data-tone={statusLooks[status].tone}
                    data-status={status}
                    data-count={count}
                    data-segment={`${barIndex}-${segmentIndex}`}
                    style={{ bottom: `${offset * 100}%`, height: `${height * 100}%` }}
                    tabIndex={entry.bar === barIndex && entry.segment === segmentIndex ? 0 : -1}
                    aria-label={label}
                    title={label}
                    onFocus={() => setCurrent({ bar: barIndex, segment: segmentIndex })}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{bars[0] === undefined ? '' : `${formatBucket(bars[0].start)} (${ownZone})`}</span>
        <span>now</span>
      </div>
      <ul className={classes.legend} aria-label="States in the chart">
        {used.map((status) => (
          <li key={status} data-tone={statusLooks[status].tone}>
            <span className={classes.swatch} data-status={status} aria-hidden />
            {statusLooks[status].label}
          </li>
        ))}
      </ul>
    </div>
  );
}
