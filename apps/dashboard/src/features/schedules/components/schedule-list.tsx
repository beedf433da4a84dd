import type { Schedule } from '@carillon/domain';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { ScheduleCard } from './schedule-card.tsx';
import classes from './schedule-card.module.css';

export function ScheduleList({ schedules }: { schedules: readonly Schedule[] }) {
  const { listRef } = useRowKeys(schedules.length);
  return (
    <div ref={listRef} className={classes.grid}>
      {schedules.map((schedule, index) => (
        <ScheduleCard key={schedule.rule} schedule={schedule} index={index} />
      ))}
    </div>
  );
}
