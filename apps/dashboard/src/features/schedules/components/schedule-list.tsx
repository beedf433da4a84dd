import { ScheduleGroup, type Schedule } from '@carillon/domain';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { scheduleGroupLabels } from '../../../lib/schedule-labels.ts';
import { ScheduleCard } from './schedule-card.tsx';
import classes from './schedule-card.module.css';

/** All schedules, by the queue they work through. */
export function ScheduleList({ schedules }: { schedules: readonly Schedule[] }) {
  const { listRef } = useRowKeys(schedules.length);
  return (
    <div ref={listRef} className={classes.groups}>
      {ScheduleGroup.options.map((group) => (
        <section key={group} aria-label={scheduleGroupLabels[group]}>
          <h2 className={classes.group}>
            {scheduleGroupLabels[group]} <span className={classes.quiet}>queue {group}</span>
          </h2>
          <div className={classes.grid}>
            {schedules.map((schedule, index) => schedule.group === group && <ScheduleCard key={schedule.rule} schedule={schedule} index={index} />)}
          </div>
        </section>
      ))}
    </div>
  );
}
